-- The order of the events that decide whether a version was written blind and which run a reader may see: grants,
-- assignments, releases, submissions and runs. Servers' clocks differ; the numbers of one sequence do not, and the
-- database gives them in triggers, so that nobody chooses one. Adr 015.
CREATE SEQUENCE event_order AS integer;

ALTER TABLE "Grant" ADD COLUMN "grantedOrder" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "revokedOrder" INTEGER;
ALTER TABLE "Scorecard" ADD COLUMN "assignedOrder" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "releasedOrder" INTEGER;
ALTER TABLE "ScorecardVersion" ADD COLUMN "writtenOrder" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "CalibrationRun" ADD COLUMN "storedOrder" INTEGER NOT NULL DEFAULT 0;

-- What happened before this migration is ordered by its times: nothing better is known of it. At one and the same
-- time a grant or an assignment comes first, a submission last.
ALTER TABLE "ScorecardVersion" DISABLE TRIGGER refuse_change;
ALTER TABLE "CalibrationRun" DISABLE TRIGGER run_guard;
CREATE TEMPORARY TABLE past_event ON COMMIT DROP AS
  SELECT row_number() OVER (ORDER BY at, rank, org, id)::int AS number, event, org, id
  FROM (
    SELECT 'granted' AS event, 1 AS rank, "organisationId" AS org, id, "grantedAt" AS at FROM "Grant"
    UNION ALL SELECT 'assigned', 2, "organisationId", id, "createdAt" FROM "Scorecard"
    UNION ALL SELECT 'released', 3, "organisationId", id, "releasedAt" FROM "Scorecard" WHERE "releasedAt" IS NOT NULL
    UNION ALL SELECT 'revoked', 4, "organisationId", id, "revokedAt" FROM "Grant" WHERE "revokedAt" IS NOT NULL
    UNION ALL SELECT 'written', 5, "organisationId", id, "submittedAt" FROM "ScorecardVersion"
    UNION ALL SELECT 'stored', 6, "organisationId", id, "finishedAt" FROM "CalibrationRun"
  ) events;
UPDATE "Grant" t SET "grantedOrder" = e.number FROM past_event e WHERE e.event = 'granted' AND e.org = t."organisationId" AND e.id = t.id;
UPDATE "Grant" t SET "revokedOrder" = e.number FROM past_event e WHERE e.event = 'revoked' AND e.org = t."organisationId" AND e.id = t.id;
UPDATE "Scorecard" t SET "assignedOrder" = e.number FROM past_event e WHERE e.event = 'assigned' AND e.org = t."organisationId" AND e.id = t.id;
UPDATE "Scorecard" t SET "releasedOrder" = e.number FROM past_event e WHERE e.event = 'released' AND e.org = t."organisationId" AND e.id = t.id;
UPDATE "ScorecardVersion" t SET "writtenOrder" = e.number FROM past_event e WHERE e.event = 'written' AND e.org = t."organisationId" AND e.id = t.id;
UPDATE "CalibrationRun" t SET "storedOrder" = e.number FROM past_event e WHERE e.event = 'stored' AND e.org = t."organisationId" AND e.id = t.id;
SELECT setval('event_order', (SELECT count(*) FROM past_event)::int + 1);
ALTER TABLE "ScorecardVersion" ENABLE TRIGGER refuse_change;
ALTER TABLE "CalibrationRun" ENABLE TRIGGER run_guard;

CREATE FUNCTION order_grant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW."grantedOrder" := nextval('event_order');
    NEW."revokedOrder" := CASE WHEN NEW."revokedAt" IS NULL THEN NULL ELSE nextval('event_order') END;
  ELSE
    NEW."grantedOrder" := OLD."grantedOrder";
    NEW."revokedOrder" := CASE WHEN NEW."revokedAt" IS NULL THEN NULL ELSE coalesce(OLD."revokedOrder", nextval('event_order')) END;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER order_grant BEFORE INSERT OR UPDATE ON "Grant" FOR EACH ROW EXECUTE FUNCTION order_grant();

-- Assigned anew, the time between counts as time in which they could read: the assignment moves to now.
CREATE FUNCTION order_scorecard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW."assignedOrder" := nextval('event_order');
    NEW."releasedOrder" := CASE WHEN NEW."releasedAt" IS NULL THEN NULL ELSE nextval('event_order') END;
  ELSIF NEW."releasedAt" IS NULL THEN
    NEW."assignedOrder" := CASE WHEN OLD."releasedAt" IS NULL THEN OLD."assignedOrder" ELSE nextval('event_order') END;
    NEW."releasedOrder" := NULL;
  ELSE
    NEW."assignedOrder" := OLD."assignedOrder";
    NEW."releasedOrder" := coalesce(OLD."releasedOrder", nextval('event_order'));
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER order_scorecard BEFORE INSERT OR UPDATE ON "Scorecard" FOR EACH ROW EXECUTE FUNCTION order_scorecard();

CREATE FUNCTION order_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."writtenOrder" := nextval('event_order');
  RETURN NEW;
END $$;
CREATE TRIGGER order_version BEFORE INSERT ON "ScorecardVersion" FOR EACH ROW EXECUTE FUNCTION order_version();

CREATE FUNCTION order_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."storedOrder" := nextval('event_order');
  RETURN NEW;
END $$;
CREATE TRIGGER order_run BEFORE INSERT ON "CalibrationRun" FOR EACH ROW EXECUTE FUNCTION order_run();
