-- What Prisma's schema cannot say: checks, partial indexes, and the triggers that keep rows where and as they are.

-- ---- One organisation for ever -------------------------------------------------------------------------------
CREATE FUNCTION keep_organisation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% cannot move to another organisation', TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;

-- ---- Rows that are never rewritten ----------------------------------------------------------------------------
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'check_violation';
END $$;

DO $do$
DECLARE t text;
BEGIN
  FOR t IN SELECT c.table_name FROM information_schema.columns c JOIN information_schema.tables b USING (table_schema, table_name)
           WHERE c.table_schema = current_schema() AND b.table_type = 'BASE TABLE' AND c.column_name = 'organisationId' AND c.table_name <> 'QueueJob'
  LOOP
    EXECUTE format('CREATE TRIGGER keep_organisation BEFORE UPDATE ON %I FOR EACH ROW WHEN (OLD."organisationId" IS DISTINCT FROM NEW."organisationId") EXECUTE FUNCTION keep_organisation()', t);
  END LOOP;

  FOREACH t IN ARRAY ARRAY['KitVersion', 'KitCriterion', 'KitRedFlag', 'KitInterview', 'KitInterviewFocus', 'ScorecardVersion', 'Rating',
    'FlagFinding', 'Packet', 'PacketText', 'Vote', 'Recusal', 'FlagResolution', 'Decision', 'Dissent', 'Erasure', 'AuditEntry']
  LOOP
    EXECUTE format('CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;

  FOREACH t IN ARRAY ARRAY['Text', 'CalibrationRun', 'RunComponent', 'RunSeverity', 'RunScore', 'RunCriterionScore', 'RunScorecard', 'Scorecard', 'AuditHead']
  LOOP
    EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
END $do$;

-- A rating or finding belongs to the transaction that wrote its version: adding one later would rewrite what was submitted.
CREATE FUNCTION version_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "ScorecardVersion" v WHERE v."organisationId" = NEW."organisationId" AND v.id = NEW."scorecardVersionId"
                 AND v.kind <> 'withdrawal' AND v.xid = pg_current_xact_id()::text) THEN
    RAISE EXCEPTION '% cannot be added to version % any more', TG_TABLE_NAME, NEW."scorecardVersionId" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER version_guard BEFORE INSERT ON "Rating" FOR EACH ROW EXECUTE FUNCTION version_guard();
CREATE TRIGGER version_guard BEFORE INSERT ON "FlagFinding" FOR EACH ROW EXECUTE FUNCTION version_guard();

CREATE FUNCTION focus_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM "ScorecardVersion" v
    JOIN "Scorecard" s ON s."organisationId" = v."organisationId" AND s.id = v."scorecardId"
    JOIN "Interview" i ON i."organisationId" = s."organisationId" AND i.id = s."interviewId"
    JOIN "KitInterviewFocus" f ON f."organisationId" = i."organisationId" AND f."kitInterviewId" = i."kitInterviewId"
    WHERE v."organisationId" = NEW."organisationId" AND v.id = NEW."scorecardVersionId" AND f."kitCriterionId" = NEW."kitCriterionId") THEN
    RAISE EXCEPTION 'criterion % is not a focus of this interview', NEW."kitCriterionId" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER focus_guard BEFORE INSERT ON "Rating" FOR EACH ROW EXECUTE FUNCTION focus_guard();

CREATE FUNCTION flag_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM "ScorecardVersion" v
    JOIN "Scorecard" s ON s."organisationId" = v."organisationId" AND s.id = v."scorecardId"
    JOIN "Interview" i ON i."organisationId" = s."organisationId" AND i.id = s."interviewId"
    JOIN "KitInterview" k ON k."organisationId" = i."organisationId" AND k.id = i."kitInterviewId"
    JOIN "KitRedFlag" r ON r."organisationId" = k."organisationId" AND r."kitVersionId" = k."kitVersionId"
    WHERE v."organisationId" = NEW."organisationId" AND v.id = NEW."scorecardVersionId" AND r.id = NEW."kitRedFlagId") THEN
    RAISE EXCEPTION 'red flag % is not one of this kit', NEW."kitRedFlagId" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER flag_guard BEFORE INSERT ON "FlagFinding" FOR EACH ROW EXECUTE FUNCTION flag_guard();

-- ---- Calibration runs: never edited; pruned only while nothing cites them --------------------------------------
CREATE FUNCTION run_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE run int;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION '% is immutable', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  IF TG_TABLE_NAME = 'CalibrationRun' THEN run := OLD.id; ELSE run := (to_jsonb(OLD) ->> 'runId')::int; END IF;
  IF EXISTS (SELECT 1 FROM "Packet" p WHERE p."organisationId" = OLD."organisationId" AND p."runId" = run)
     OR EXISTS (SELECT 1 FROM "Decision" d WHERE d."organisationId" = OLD."organisationId" AND d."runId" = run) THEN
    RAISE EXCEPTION 'run % is cited by a packet or a decision', run USING ERRCODE = 'check_violation';
  END IF;
  RETURN OLD;
END $$;
DO $do$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['CalibrationRun', 'RunComponent', 'RunSeverity', 'RunScore', 'RunCriterionScore', 'RunScorecard'] LOOP
    EXECUTE format('CREATE TRIGGER run_guard BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION run_guard()', t);
  END LOOP;
END $do$;

-- ---- Erasable yet immutable: the guard judges the change, not the caller ---------------------------------------
CREATE FUNCTION text_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.body IS NULL AND NEW.salt IS NULL
     AND to_jsonb(NEW) - 'body' - 'salt' = to_jsonb(OLD) - 'body' - 'salt'
     AND EXISTS (SELECT 1 FROM "Erasure" e WHERE e.xid = pg_current_xact_id()::text AND e."organisationId" = OLD."organisationId"
                 AND (e."candidateId" = OLD."candidateId" OR e."userId" = OLD."userId"))
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'text % is immutable', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER text_guard BEFORE UPDATE OR DELETE ON "Text" FOR EACH ROW EXECUTE FUNCTION text_guard();

-- The transaction id that the guards above trust is the row's own, never one that a caller chose.
CREATE FUNCTION own_transaction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.xid <> pg_current_xact_id()::text THEN
    RAISE EXCEPTION 'a row of % carries the id of its own transaction', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER own_transaction BEFORE INSERT ON "Erasure" FOR EACH ROW EXECUTE FUNCTION own_transaction();
CREATE TRIGGER own_transaction BEFORE INSERT ON "ScorecardVersion" FOR EACH ROW EXECUTE FUNCTION own_transaction();

CREATE FUNCTION erase_subject(org int, kind text, subject int, by_user int, why text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE n int;
BEGIN
  IF kind = 'candidate' THEN
    INSERT INTO "Erasure" ("organisationId", "candidateId", "byUserId", reason) VALUES (org, subject, by_user, why);
    UPDATE "Text" SET body = NULL, salt = NULL WHERE "organisationId" = org AND "candidateId" = subject AND body IS NOT NULL;
    GET DIAGNOSTICS n = ROW_COUNT;
    DELETE FROM "ScorecardDraft" d USING "Scorecard" s, "Interview" i, "Loop" l, "Application" a
      WHERE d."organisationId" = org AND s."organisationId" = org AND i."organisationId" = org AND l."organisationId" = org AND a."organisationId" = org
        AND s.id = d."scorecardId" AND i.id = s."interviewId" AND l.id = i."loopId" AND a.id = l."applicationId" AND a."candidateId" = subject;
    UPDATE "Candidate" SET name = NULL, email = NULL, phone = NULL, "erasedAt" = now() WHERE "organisationId" = org AND id = subject;
  ELSIF kind = 'user' THEN
    INSERT INTO "Erasure" ("organisationId", "userId", "byUserId", reason) VALUES (org, subject, by_user, why);
    UPDATE "Text" SET body = NULL, salt = NULL WHERE "organisationId" = org AND "userId" = subject AND body IS NOT NULL;
    GET DIAGNOSTICS n = ROW_COUNT;
    DELETE FROM "Session" WHERE "organisationId" = org AND "userId" = subject;
    DELETE FROM "Token" WHERE "organisationId" = org AND "userId" = subject;
    UPDATE "User" SET name = NULL, email = NULL, "passwordHash" = NULL, state = 'deactivated', "erasedAt" = now() WHERE "organisationId" = org AND id = subject;
  ELSE
    RAISE EXCEPTION 'erase_subject: kind is candidate or user, not %', kind USING ERRCODE = 'check_violation';
  END IF;
  RETURN n;
END $$;

-- ---- Checks ------------------------------------------------------------------------------------------------------
ALTER TABLE "User" ADD CONSTRAINT "User_email_lower_check" CHECK (email = lower(email));
ALTER TABLE "Candidate" ADD CONSTRAINT "Candidate_email_lower_check" CHECK (email = lower(email));
ALTER TABLE "Candidate" ADD CONSTRAINT "Candidate_name_check" CHECK (name IS NOT NULL OR "erasedAt" IS NOT NULL);
ALTER TABLE "Job" ADD CONSTRAINT "Job_maturity_check" CHECK (maturity BETWEEN 1 AND 5);
ALTER TABLE "Job" ADD CONSTRAINT "Job_bar_check" CHECK (bar BETWEEN 1 AND 4);
ALTER TABLE "Job" ADD CONSTRAINT "Job_hireProbability_check" CHECK ("hireProbability" > 0 AND "hireProbability" < 1);
ALTER TABLE "Job" ADD CONSTRAINT "Job_quorum_check" CHECK (quorum >= 1);
ALTER TABLE "KitInterview" ADD CONSTRAINT "KitInterview_minutes_check" CHECK (minutes > 0);
ALTER TABLE "Interview" ADD CONSTRAINT "Interview_minutes_check" CHECK (minutes > 0);
ALTER TABLE "Text" ADD CONSTRAINT "Text_subject_check" CHECK (("candidateId" IS NULL) <> ("userId" IS NULL));
ALTER TABLE "Text" ADD CONSTRAINT "Text_erased_check" CHECK ((body IS NULL) = (salt IS NULL));
ALTER TABLE "Erasure" ADD CONSTRAINT "Erasure_subject_check" CHECK (("candidateId" IS NULL) <> ("userId" IS NULL));
ALTER TABLE "Application" ADD CONSTRAINT "Application_closed_check" CHECK ((state = 'open') = ("closedAt" IS NULL));
ALTER TABLE "ScorecardVersion" ADD CONSTRAINT "ScorecardVersion_number_check" CHECK ((kind = 'submission') = (number = 1) AND number >= 1);
ALTER TABLE "ScorecardVersion" ADD CONSTRAINT "ScorecardVersion_recommendation_check" CHECK (
  (kind = 'withdrawal' AND recommendation IS NULL AND "recommendationTextId" IS NULL) OR (kind <> 'withdrawal' AND recommendation IS NOT NULL AND "recommendationTextId" IS NOT NULL));
ALTER TABLE "ScorecardVersion" ADD CONSTRAINT "ScorecardVersion_reason_check" CHECK ((kind = 'submission') = ("reasonTextId" IS NULL));
ALTER TABLE "Rating" ADD CONSTRAINT "Rating_level_check" CHECK (level BETWEEN 1 AND 4);
ALTER TABLE "Rating" ADD CONSTRAINT "Rating_evidence_check" CHECK (level IS NULL OR "evidenceTextId" IS NOT NULL);
ALTER TABLE "CalibrationRun" ADD CONSTRAINT "CalibrationRun_failure_check" CHECK ((state = 'failed') = (failure IS NOT NULL));
ALTER TABLE "RunComponent" ADD CONSTRAINT "RunComponent_variance_check" CHECK (variance >= 0);
ALTER TABLE "RunSeverity" ADD CONSTRAINT "RunSeverity_sd_check" CHECK (sd >= 0);
ALTER TABLE "RunScore" ADD CONSTRAINT "RunScore_interval_check" CHECK (sd >= 0 AND lower <= score AND score <= upper);
ALTER TABLE "RunCriterionScore" ADD CONSTRAINT "RunCriterionScore_interval_check" CHECK (sd >= 0 AND lower <= score AND score <= upper);
ALTER TABLE "Packet" ADD CONSTRAINT "Packet_number_check" CHECK (number >= 1);
ALTER TABLE "Vote" ADD CONSTRAINT "Vote_round_check" CHECK (round IN (1, 2));
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_supersedes_check" CHECK ((number = 1) = ("supersedesId" IS NULL));

-- ---- Partial indexes -----------------------------------------------------------------------------------------------
CREATE UNIQUE INDEX "Grant_live_everywhere_key" ON "Grant" ("organisationId", "userId", role) WHERE "revokedAt" IS NULL AND "jobId" IS NULL;
CREATE UNIQUE INDEX "Grant_live_job_key" ON "Grant" ("organisationId", "userId", role, "jobId") WHERE "revokedAt" IS NULL AND "jobId" IS NOT NULL;
CREATE UNIQUE INDEX "Application_open_key" ON "Application" ("organisationId", "candidateId", "jobId") WHERE state = 'open';
CREATE UNIQUE INDEX "QueueJob_waiting_key" ON "QueueJob" (name, key) WHERE state = 'waiting' AND key IS NOT NULL;
CREATE INDEX "Scorecard_assigned_idx" ON "Scorecard" ("organisationId", "userId") WHERE "releasedAt" IS NULL;
