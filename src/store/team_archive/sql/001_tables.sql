-- The archive of a team, part 1: tables, roles and rules.
--
-- Run with a search path of the schema and that of PostGIS. {schema} stands for the name of the schema, which
-- the names of the roles begin with as well. What is loaded is never changed: there is no right to.

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{schema}_reader') THEN
    CREATE ROLE "{schema}_reader" NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{schema}_writer') THEN
    CREATE ROLE "{schema}_writer" NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{schema}_keeper') THEN
    CREATE ROLE "{schema}_keeper" NOLOGIN;
  END IF;
END $$;
GRANT "{schema}_reader" TO "{schema}_writer";
GRANT "{schema}_writer" TO "{schema}_keeper";

-- Which parts of this schema there are.
CREATE TABLE version (
  number integer PRIMARY KEY,
  made_at timestamptz NOT NULL DEFAULT now(),
  made_by text NOT NULL DEFAULT session_user
);

-- Who sees and adds what: the members of a role have the rows of a team.
CREATE TABLE member (
  role name NOT NULL,
  team text NOT NULL CHECK (team <> ''),
  PRIMARY KEY (role, team)
);
INSERT INTO member VALUES ('{schema}_reader', 'team');

-- The teams of whoever is connected.
CREATE FUNCTION my_teams() RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = "{schema}", pg_temp AS $$
  SELECT coalesce(array_agg(DISTINCT member.team), '{}')
  FROM member JOIN pg_roles ON pg_roles.rolname = member.role
  WHERE pg_has_role(session_user, pg_roles.oid, 'MEMBER')
$$;

-- A file that was loaded.
CREATE TABLE source (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  team text NOT NULL,
  -- As the parts of the dataset are called in Contactline.
  name text NOT NULL,
  sha256 text NOT NULL,
  bytes bigint NOT NULL,
  records bigint NOT NULL,
  -- The reporters that it introduces, as cells of a table of reporters.
  reporters json NOT NULL DEFAULT '[]',
  captured_at timestamptz NOT NULL DEFAULT now(),
  captured_by text NOT NULL DEFAULT session_user,
  CONSTRAINT source_once UNIQUE (team, sha256),
  CONSTRAINT source_named_once UNIQUE (team, name)
);

-- What one reporter stated, as one outlet carried it. A correction is a new row that supersedes another.
CREATE TABLE report (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  source bigint NOT NULL REFERENCES source,
  team text NOT NULL,
  -- The part of the file in which the key holds, such as a sheet.
  part text,
  key text NOT NULL,
  reporter text NOT NULL,
  outlet text,
  url text,
  published date,
  stance text NOT NULL,
  duplicate_of text,
  supersedes bigint REFERENCES report,
  entered_at timestamptz NOT NULL DEFAULT now(),
  entered_by text NOT NULL DEFAULT session_user,
  CONSTRAINT report_once UNIQUE NULLS NOT DISTINCT (source, part, key)
);

CREATE SEQUENCE record_id;

-- What the accounts count, with a day and a place. Keys to other tables are left out where partitions may
-- come to lie on other servers.
CREATE TABLE event (
  id bigint NOT NULL DEFAULT nextval('record_id'),
  source bigint NOT NULL,
  report bigint NOT NULL,
  team text NOT NULL,
  -- Where it stands among the records of its file, from 1.
  line bigint NOT NULL,
  part text,
  -- The first day, and the first after the last.
  day_from date NOT NULL,
  day_to date NOT NULL,
  reporter text NOT NULL,
  stance text NOT NULL,
  activity text,
  by text,
  count bigint,
  killed bigint,
  wounded bigint,
  origins text,
  targets text,
  places text,
  -- The target, or where it happened; and the origin: where these are one place each.
  at geometry(Point, 4326),
  from_at geometry(Point, 4326),
  -- All that the record says, under the names that Contactline gives columns in the files it writes.
  cells json NOT NULL,
  PRIMARY KEY (id, day_from),
  CHECK (day_from < day_to)
) PARTITION BY RANGE (day_from);
CREATE INDEX event_day ON event (day_from, reporter);
CREATE INDEX event_source ON event (source, line);
CREATE INDEX event_at ON event USING gist (at);

-- Records without a day.
CREATE TABLE undated (LIKE event INCLUDING DEFAULTS);
ALTER TABLE undated ALTER day_from DROP NOT NULL, ALTER day_to DROP NOT NULL,
  ADD PRIMARY KEY (id), ADD CHECK (day_from IS NULL AND day_to IS NULL);
CREATE INDEX undated_source ON undated (source, line);

-- Records with a day, of which no place was known when they were loaded.
CREATE TABLE unplaced (LIKE event INCLUDING DEFAULTS);
ALTER TABLE unplaced ADD PRIMARY KEY (id), ADD CHECK (day_from < day_to);
CREATE INDEX unplaced_day ON unplaced (day_from, reporter);
CREATE INDEX unplaced_source ON unplaced (source, line);

-- All records.
CREATE VIEW record WITH (security_invoker = true) AS
  SELECT * FROM event
  UNION ALL SELECT * FROM undated
  UNION ALL SELECT * FROM unplaced;

-- Makes the partition of a year; says whether there was none.
CREATE FUNCTION make_partition(year integer) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = "{schema}", pg_temp AS $$
BEGIN
  IF year NOT BETWEEN 1900 AND 2100 THEN
    RAISE EXCEPTION 'year %', year USING ERRCODE = 'CL001';
  END IF;
  -- Two who make the same one at once wait for each other.
  PERFORM pg_advisory_xact_lock(hashtext('{schema}'), year);
  IF to_regclass(format('%I.%I', '{schema}', 'event_' || year)) IS NOT NULL THEN
    RETURN false;
  END IF;
  EXECUTE format(
    'CREATE TABLE %I.%I PARTITION OF %I.event FOR VALUES FROM (%L) TO (%L)',
    '{schema}', 'event_' || year, '{schema}', make_date(year, 1, 1), make_date(year + 1, 1, 1));
  RETURN true;
END $$;

-- What changed, in order: whoever was not connected reads on from the last number seen.
CREATE TABLE change (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  who text NOT NULL DEFAULT session_user,
  team text NOT NULL,
  what text NOT NULL,
  source bigint,
  day_from date,
  day_to date,
  records bigint NOT NULL
);
CREATE FUNCTION tell_change() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = "{schema}", pg_temp AS $$
BEGIN
  INSERT INTO change (team, what, source, day_from, day_to, records)
    SELECT team, 'added', source, min(day_from), max(day_to), count(*)
    FROM fresh GROUP BY team, source;
  IF FOUND THEN
    PERFORM pg_notify('{schema}', currval(pg_get_serial_sequence('change', 'number'))::text);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER told AFTER INSERT ON event
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION tell_change();
CREATE TRIGGER told AFTER INSERT ON undated
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION tell_change();
CREATE TRIGGER told AFTER INSERT ON unplaced
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION tell_change();

-- Nobody sees or adds rows of a team that is not theirs.
DO $$
DECLARE
  evidence text;
BEGIN
  FOREACH evidence IN ARRAY ARRAY['source', 'report', 'event', 'undated', 'unplaced', 'change'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', evidence);
    EXECUTE format(
      'CREATE POLICY seen ON %I FOR SELECT USING (team = ANY ((SELECT my_teams())::text[]))', evidence);
    EXECUTE format(
      'CREATE POLICY added ON %I FOR INSERT WITH CHECK (team = ANY ((SELECT my_teams())::text[]))', evidence);
    EXECUTE format('REVOKE ALL ON %I FROM PUBLIC, "{schema}_reader", "{schema}_writer", "{schema}_keeper"', evidence);
    EXECUTE format('GRANT SELECT ON %I TO "{schema}_reader"', evidence);
    IF evidence <> 'change' THEN
      EXECUTE format('GRANT INSERT ON %I TO "{schema}_writer"', evidence);
    END IF;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION my_teams(), make_partition(integer), tell_change() FROM PUBLIC;
GRANT USAGE ON SCHEMA "{schema}" TO "{schema}_reader";
GRANT SELECT ON version, record TO "{schema}_reader";
GRANT EXECUTE ON FUNCTION my_teams() TO "{schema}_reader";
GRANT USAGE ON SEQUENCE record_id TO "{schema}_writer";
GRANT EXECUTE ON FUNCTION make_partition(integer) TO "{schema}_writer";
GRANT SELECT, INSERT, UPDATE, DELETE ON member TO "{schema}_keeper";
