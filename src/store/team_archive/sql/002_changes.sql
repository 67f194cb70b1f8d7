-- The archive of a team, part 2: changes in the order in which they can be seen, reports added one by one, and
-- corrections.
--
-- Run as part 1 is.

-- Until now each statement was told by itself. Two who loaded at once could be numbered in another order than
-- that in which others saw their rows, and whoever read on from the last number had missed one for good.
DROP TRIGGER told ON event;
DROP TRIGGER told ON undated;
DROP TRIGGER told ON unplaced;
DROP FUNCTION tell_change();

-- Whether it is a report that a person added by itself, and no file.
ALTER TABLE source ADD is_report boolean NOT NULL DEFAULT false;
CREATE INDEX source_reports ON source (team) WHERE is_report;

-- Of two who correct the same report the later one is refused, and told.
CREATE UNIQUE INDEX report_superseded_once ON report (supersedes) WHERE supersedes IS NOT NULL;

-- The records of reports that no other supersedes.
CREATE VIEW newest WITH (security_invoker = true) AS
  SELECT * FROM record WHERE NOT EXISTS (
    SELECT FROM report AS later WHERE later.supersedes IS NOT NULL AND later.supersedes = record.report);

-- Numbers what a transaction has added when it ends, one transaction after the other: a higher number is never seen
-- before a lower one. They wait for each other for no longer than the end takes.
CREATE FUNCTION tell_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = "{schema}", pg_temp AS $$
DECLARE
  first date;
  after date;
  added bigint;
  corrects boolean;
BEGIN
  SELECT min(day_from), max(day_to), count(*) INTO first, after, added FROM record WHERE source = NEW.id;
  SELECT count(*) > 0 INTO corrects FROM report WHERE source = NEW.id AND supersedes IS NOT NULL;
  IF corrects AND EXISTS (
    SELECT FROM report AS later JOIN report AS earlier ON earlier.id = later.supersedes
    WHERE later.source = NEW.id AND earlier.team <> later.team
  ) THEN
    RAISE EXCEPTION 'a report of another team is not superseded' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('{schema}'), -1);
  INSERT INTO change (team, what, source, day_from, day_to, records)
    VALUES (NEW.team, CASE WHEN corrects THEN 'corrected' ELSE 'added' END, NEW.id, first, after, added);
  PERFORM pg_notify('{schema}', currval(pg_get_serial_sequence('change', 'number'))::text);
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER told AFTER INSERT ON source
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION tell_change();

-- Until now a partition was made under a lock that kept everybody else from reading until the file was loaded, and two
-- who each needed a year that the other was making waited for each other for good.
CREATE OR REPLACE FUNCTION make_partition(year integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = "{schema}", pg_temp AS $$
DECLARE
  name text := 'event_' || year;
BEGIN
  IF year NOT BETWEEN 1900 AND 2100 THEN
    RAISE EXCEPTION 'year %', year USING ERRCODE = 'CL001';
  END IF;
  IF to_regclass(format('%I.%I', '{schema}', name)) IS NOT NULL THEN
    RETURN false;
  END IF;
  -- One after the other, whatever the years.
  PERFORM pg_advisory_xact_lock(hashtext('{schema}'), 0);
  -- What to_regclass has just said it remembers, whatever others have made meanwhile.
  IF EXISTS (
    SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE nspname = '{schema}' AND relname = name
  ) THEN
    RETURN false;
  END IF;
  EXECUTE format(
    'CREATE TABLE %I.%I (LIKE %I.event INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', '{schema}', name, '{schema}');
  EXECUTE format(
    'ALTER TABLE %I.event ATTACH PARTITION %I.%I FOR VALUES FROM (%L) TO (%L)',
    '{schema}', '{schema}', name, make_date(year, 1, 1), make_date(year + 1, 1, 1));
  RETURN true;
END $$;

REVOKE ALL ON FUNCTION tell_change() FROM PUBLIC;
GRANT SELECT ON newest TO "{schema}_reader";
