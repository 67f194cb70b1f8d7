//! Stretches and roads.

use super::*;

/// A road or a section between two places is one place: neither end is an origin because a "from" stands before it.
#[test]
fn a_road_between_two_places_is_one_stretch_and_no_two_ends() {
    let check = |text: &str, origins: &str, targets: &str| {
        let report = report("az-mod", "2023-03-15", text);
        let [claim] = &report.claims[..] else {
            panic!("{text}: {:?}", report.claims);
        };
        let ends = [&claim.origins, &claim.targets].map(|ends| sites(ends));
        assert_eq!(ends, [origins, targets], "{text}");
    };
    check(
        "Armenian forces fired at positions of the Azerbaijan Army along the road from Sotk to Goris.",
        "",
        "basarkechar/zod ↔ gorus",
    );
    check(
        "Armenian armed forces opened fire at the Azerbaijani positions on the Goris-Lachin road.",
        "",
        "gorus ↔ lachin",
    );
    check(
        "The ceasefire was violated by Armenian forces along the section between Lachin and Shusha.",
        "",
        "lachin ↔ shusha",
    );
    check(
        "Вооруженные силы Армении обстреляли позиции азербайджанской армии на дороге Горис-Лачин.",
        "",
        "gorus ↔ lachin",
    );
    check(
        "Вооруженные силы Армении нарушили режим прекращения огня на участке между Лачином и Шушой.",
        "",
        "lachin ↔ shusha",
    );
    check(
        "Ermənistan silahlı qüvvələri Laçın ilə Şuşa arasındakı yolda mövqelərimizi atəşə tutub.",
        "",
        "lachin ↔ shusha",
    );
    check(
        "Die armenischen Streitkräfte eröffneten das Feuer auf aserbaidschanische Stellungen an der Straße von Goris \
         nach Latschin.",
        "",
        "gorus ↔ lachin",
    );
    // Without a road they are an origin and a target, as ever.
    check(
        "Armenian forces fired from positions in the direction of Sotk at positions in the direction of Kalbajar.",
        "basarkechar/zod",
        "kalbajar",
    );
    let text = "Azerbaijani units opened fire from positions along the road between Lachin and Shusha at Tegh.";
    let report = report("am-mod", "2023-03-15", text);
    let ends = [&report.claims[0].origins, &report.claims[0].targets].map(|ends| sites(ends));
    assert_eq!(ends, ["lachin ↔ shusha", "gorus/digh"]);
}

#[test]
fn a_stretch_is_one_place_in_each_further_language() {
    let check = |reporter: &str, text: &str, expected: &str| {
        let report = report(reporter, "2022-09-02", text);
        let targets: Vec<String> = (report.claims.iter())
            .map(|claim| sites(&claim.targets))
            .collect();
        assert_eq!(targets, [expected], "{text}");
        assert!(report.claims[0].origins.is_empty(), "{text}");
    };
    for text in [
        "1 Eylül tarihinde Ermenistan silahlı kuvvetleri Kelbecer–Laçın yolunda mevzilerimize ateş açtı.",
        "1 Eylül tarihinde Ermenistan silahlı kuvvetleri Kelbecer ile Laçın arasındaki yolda mevzilerimize \
         ateş açtı.",
        "1 вересня збройні сили Вірменії відкрили вогонь по позиціях уздовж дороги Кельбаджар–Лачин.",
        "1 вересня збройні сили Вірменії відкрили вогонь по позиціях на ділянці між Кельбаджаром і Лачином.",
        "El 1 de septiembre las fuerzas armenias abrieron fuego contra posiciones a lo largo de la carretera \
         Kalbajar–Lachín.",
        "El 1 de septiembre las fuerzas armenias abrieron fuego contra posiciones en el tramo entre Kalbajar \
         y Lachín.",
        "El 1 de septiembre las fuerzas armenias abrieron fuego contra posiciones en la carretera de Kalbajar \
         a Lachín.",
        "نیروهای مسلح ارمنستان در ۱ سپتامبر به سوی مواضع در جاده کلبجار–لاچین آتش گشودند.",
        "نیروهای مسلح ارمنستان در ۱ سپتامبر به سوی مواضع در جاده بین کلبجار و لاچین آتش گشودند.",
        "სომხეთის შეიარაღებულმა ძალებმა 1 სექტემბერს ქელბაჯარი–ლაჩინის გზაზე პოზიციებს ცეცხლი გაუხსნეს.",
        "სომხეთის შეიარაღებულმა ძალებმა 1 სექტემბერს ქელბაჯარსა და ლაჩინს შორის გზაზე პოზიციებს ცეცხლი \
         გაუხსნეს.",
        "في 1 سبتمبر فتحت القوات المسلحة الأرمينية النار على مواقع على طول الطريق بين كلبجار ولاتشين.",
        "في 1 سبتمبر فتحت القوات المسلحة الأرمينية النار على مواقع على طريق كلبجار–لاتشين.",
    ] {
        check("az-mod", text, "kalbajar ↔ lachin");
    }
    for text in [
        "Սեպտեմբերի 1-ին Ադրբեջանի զինված ուժերը կրակ են բացել Գորիս-Կապան ճանապարհի ուղղությամբ։",
        "Սեպտեմբերի 1-ին Ադրբեջանի զինված ուժերը կրակ են բացել Գորիսի և Կապանի միջև ընկած ճանապարհի \
         ուղղությամբ։",
    ] {
        check("am-mod", text, "gorus ↔ gafan");
    }
}
