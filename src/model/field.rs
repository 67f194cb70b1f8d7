//! The fields of a row: their names when written, and what they are taken for when read.

mod beside;
mod clocks;
mod coordinates;
mod headings;
mod synonyms;

use super::enum_names;

pub use beside::{day_first, is_share, unknown_in_brackets};
pub use clocks::zone_named;
pub use coordinates::latitude_first;
pub use headings::{Surely, meaning, plain_heading, tagged};
pub use synonyms::{is_day, is_part_of_a_year, is_week, region_heading};

/// What a column or property means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Id of the report: rows with the same one are claims of one report.
    Report,
    /// Key of who states it.
    Reporter,
    /// Who carried it.
    Outlet,
    /// Address of the page.
    Url,
    /// Language of the page, as a code of ISO 639-1.
    Language,
    /// Day of publication.
    Published,
    /// How that day is known.
    PublishedBasis,
    /// Claim, denial, record or mixture.
    Stance,
    /// What is denied, in a few words.
    Denies,
    /// Id of the first publication of the same statement.
    DuplicateOf,
    /// The number the report states in all.
    Total,
    /// The side that acted.
    By,
    /// That side in the words of the source.
    ByAsReported,
    /// Places separated by `;`.
    Origins,
    /// What came under fire; places separated by `;`.
    Targets,
    /// Where no direction is given.
    Places,
    /// The region in which that place lies, in a column beside its name.
    InRegion,
    /// As [`Field::InRegion`], of the origin.
    OriginInRegion,
    /// As [`Field::InRegion`], of the target.
    TargetInRegion,
    /// Longitude of the origin, in degrees.
    OriginLon,
    /// Latitude of the origin, in degrees.
    OriginLat,
    /// Longitude of the target, in degrees.
    TargetLon,
    /// Latitude of the target, in degrees.
    TargetLat,
    /// Longitude where no direction is given, in degrees.
    Lon,
    /// Latitude where no direction is given, in degrees.
    Lat,
    /// Minutes of a degree of that longitude, where they have a column of their own.
    LonMinutes,
    /// Seconds of a minute of it.
    LonSeconds,
    /// Minutes of a degree of that latitude.
    LatMinutes,
    /// Seconds of a minute of it.
    LatSeconds,
    /// A position in one cell, where no direction is given: a pair of numbers, degrees with the
    /// quarters of the compass, a geometry, a grid reference.
    Position,
    /// How far positions may be off, in kilometres.
    PrecisionKm,
    /// What the position of the row is that of: see [`PositionBasis`](super::PositionBasis).
    PositionBasis,
    /// Whether it is said from where or at what. Written by this program alone: the positions of a
    /// row that says it are drawn from the places it names.
    Directed,
    /// Number of incidents.
    Count,
    /// Day or time it began.
    Start,
    /// Day or time it ended; a day is included.
    End,
    /// Time of day at which it began, beside the day.
    StartTime,
    /// Minute of the hour that stands as the time of day at which it began.
    StartMinute,
    /// Before or after noon, where the hours of the time of day at which it began are counted to twelve.
    StartHalf,
    /// Time of day at which it ended, beside the day.
    EndTime,
    /// Minute of the hour that stands as the time of day at which it ended.
    EndMinute,
    /// Year in which it began, where year, month and day have columns of their own.
    StartYear,
    /// Month in which it began: its number or its name.
    StartMonth,
    /// Day of the month on which it began.
    StartDay,
    /// Year in which it ended.
    EndYear,
    /// Month in which it ended.
    EndMonth,
    /// Day of the month on which it ended.
    EndDay,
    /// The zone of the times of day that name none, row by row.
    TimeZone,
    /// How closely the time is stated.
    TimePrecision,
    /// What is said to have happened.
    Activity,
    /// That in more detail, where a dataset has a column for it.
    ActivityDetail,
    /// Separated by `;`.
    Weapons,
    /// Shells, shots or rounds fired.
    Rounds,
    /// Persons killed.
    Killed,
    /// The fewest of them that the source holds for possible.
    KilledLow,
    /// The most of them that the source holds for possible.
    KilledHigh,
    /// Persons wounded.
    Wounded,
    /// Whose losses these are.
    CasualtySide,
    /// Who was killed or wounded: soldiers, police, civilians.
    CasualtyKind,
    /// Whether the reporter says that its side had no losses.
    LossesDenied,
    /// Whether the report says that this did not happen.
    Denied,
    /// Which of the numbers are not exact, and what they are: `count >=50; killed 3-5`.
    Inexact,
    /// Everything else, as a JSON object.
    Other,
}

impl Field {
    /// How many there are.
    pub const COUNT: usize = Self::ALL.len();

    /// Every field with its name in written files, in the order of columns.
    pub const ALL: [(Self, &'static str); 63] = [
        (Self::Report, "report"),
        (Self::Reporter, "reporter"),
        (Self::Outlet, "outlet"),
        (Self::Url, "url"),
        (Self::Language, "language"),
        (Self::Published, "published"),
        (Self::PublishedBasis, "published_basis"),
        (Self::Stance, "stance"),
        (Self::Denies, "denies"),
        (Self::DuplicateOf, "duplicate_of"),
        (Self::Total, "total"),
        (Self::By, "by"),
        (Self::ByAsReported, "by_as_reported"),
        (Self::Origins, "origins"),
        (Self::Targets, "targets"),
        (Self::Places, "places"),
        (Self::InRegion, "in_region"),
        (Self::OriginInRegion, "origin_in_region"),
        (Self::TargetInRegion, "target_in_region"),
        (Self::OriginLon, "origin_lon"),
        (Self::OriginLat, "origin_lat"),
        (Self::TargetLon, "target_lon"),
        (Self::TargetLat, "target_lat"),
        (Self::Lon, "lon"),
        (Self::Lat, "lat"),
        (Self::LonMinutes, "lon_minutes"),
        (Self::LonSeconds, "lon_seconds"),
        (Self::LatMinutes, "lat_minutes"),
        (Self::LatSeconds, "lat_seconds"),
        (Self::Position, "position"),
        (Self::PrecisionKm, "precision_km"),
        (Self::PositionBasis, "position_basis"),
        (Self::Directed, "directed"),
        (Self::Count, "count"),
        (Self::Start, "start"),
        (Self::End, "end"),
        (Self::StartTime, "start_time"),
        (Self::StartMinute, "start_minute"),
        (Self::StartHalf, "am_or_pm"),
        (Self::EndTime, "end_time"),
        (Self::EndMinute, "end_minute"),
        (Self::StartYear, "start_year"),
        (Self::StartMonth, "start_month"),
        (Self::StartDay, "start_day"),
        (Self::EndYear, "end_year"),
        (Self::EndMonth, "end_month"),
        (Self::EndDay, "end_day"),
        (Self::TimeZone, "time_zone"),
        (Self::TimePrecision, "time_precision"),
        (Self::Activity, "activity"),
        (Self::ActivityDetail, "activity_detail"),
        (Self::Weapons, "weapons"),
        (Self::Rounds, "rounds"),
        (Self::Killed, "killed"),
        (Self::KilledLow, "killed_low"),
        (Self::KilledHigh, "killed_high"),
        (Self::Wounded, "wounded"),
        (Self::CasualtySide, "casualty_side"),
        (Self::CasualtyKind, "casualty_kind"),
        (Self::LossesDenied, "losses_denied"),
        (Self::Denied, "denied"),
        (Self::Inexact, "inexact"),
        (Self::Other, "other"),
    ];

    /// Its name in written files.
    pub fn name(self) -> &'static str {
        enum_names::word(&Self::ALL, self)
    }

    /// The field of that name.
    pub fn of_name(name: &str) -> Option<Self> {
        enum_names::value(&Self::ALL, name)
    }

    /// Whether it repeats, for programs that know no places by key, what the places of the row say.
    /// Written tables hold it, and formats with geometries do not.
    pub fn repeats_places(self) -> bool {
        self.is_part_of_a_position() || matches!(self, Self::PositionBasis | Self::Directed)
    }

    /// Whether it is only read: written files hold days and times of day in one, positions as two
    /// numbers, bounds in one cell, and no dataset's own kinds.
    pub fn is_only_read(self) -> bool {
        self.is_part_of_a_time()
            || self.is_of_a_region()
            || self.is_part_of_a_degree()
            || matches!(
                self,
                Self::ActivityDetail | Self::Position | Self::KilledLow | Self::KilledHigh
            )
    }

    /// Whether it is the region in which a place lies that stands beside it.
    pub fn is_of_a_region(self) -> bool {
        matches!(
            self,
            Self::InRegion | Self::OriginInRegion | Self::TargetInRegion
        )
    }

    /// Whether it is a part of when something began or ended.
    pub fn is_part_of_a_time(self) -> bool {
        matches!(
            self,
            Self::StartTime
                | Self::StartMinute
                | Self::StartHalf
                | Self::EndTime
                | Self::EndMinute
                | Self::StartYear
                | Self::StartMonth
                | Self::StartDay
                | Self::EndYear
                | Self::EndMonth
                | Self::EndDay
                | Self::TimeZone
        )
    }

    /// Whether it holds the minutes or the seconds of a degree.
    pub fn is_part_of_a_degree(self) -> bool {
        matches!(
            self,
            Self::LonMinutes | Self::LonSeconds | Self::LatMinutes | Self::LatSeconds
        )
    }

    /// Whether it says on which day something began, ended or was published.
    pub fn says_a_day(self) -> bool {
        matches!(self, Self::Start | Self::End | Self::Published)
    }

    /// Whether it says how many, as a whole number.
    pub fn is_whole(self) -> bool {
        matches!(
            self,
            Self::Total
                | Self::Count
                | Self::Rounds
                | Self::Killed
                | Self::KilledLow
                | Self::KilledHigh
                | Self::Wounded
        )
    }

    /// Whether it is a number of a position, or says how far off that may be.
    pub fn is_part_of_a_position(self) -> bool {
        self.is_part_of_a_degree()
            || matches!(
                self,
                Self::OriginLon
                    | Self::OriginLat
                    | Self::TargetLon
                    | Self::TargetLat
                    | Self::Lon
                    | Self::Lat
                    | Self::PrecisionKm
            )
    }

    /// Its place among the columns.
    pub fn index(self) -> usize {
        self as usize
    }

    /// What a column of that heading is taken for; `None` where that is not plain.
    ///
    /// Capitals, blanks and signs make no difference.
    pub fn guess(heading: &str) -> Option<Self> {
        headings::meaning(heading).map(|(field, _)| field)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_stands_at_its_own_place_and_is_found_by_its_name() {
        for (index, (field, name)) in Field::ALL.into_iter().enumerate() {
            assert_eq!(field.index(), index, "{name}");
            assert_eq!(Field::of_name(name), Some(field));
            assert_eq!(Field::guess(&name.to_uppercase()), Some(field));
        }
    }
}
