-- AlterEnum
ALTER TYPE "RunState" ADD VALUE 'storing';
ALTER TYPE "RunState" ADD VALUE 'discarded';

-- A run is written and deleted in short statements, so that no page waits for thousands of rows. Until it is completed and
-- after it is discarded nothing reads it. The two changes of its state are the only ones that pass: from storing to
-- completed, and from completed to discarded while nothing cites it.
CREATE OR REPLACE FUNCTION run_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  run int;
  change text;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    change := (to_jsonb(OLD) ->> 'state') || ' to ' || (to_jsonb(NEW) ->> 'state');
    IF change IS NULL OR change NOT IN ('storing to completed', 'completed to discarded')
       OR to_jsonb(NEW) - 'state' - 'finishedAt' <> to_jsonb(OLD) - 'state' - 'finishedAt'
       OR (change = 'completed to discarded' AND to_jsonb(NEW) ->> 'finishedAt' <> to_jsonb(OLD) ->> 'finishedAt') THEN
      RAISE EXCEPTION '% is immutable', TG_TABLE_NAME USING ERRCODE = 'check_violation';
    END IF;
    IF change = 'storing to completed' THEN
      RETURN NEW;
    END IF;
  END IF;
  IF TG_TABLE_NAME = 'CalibrationRun' THEN run := OLD.id; ELSE run := (to_jsonb(OLD) ->> 'runId')::int; END IF;
  IF EXISTS (SELECT 1 FROM "Packet" p WHERE p."organisationId" = OLD."organisationId" AND p."runId" = run)
     OR EXISTS (SELECT 1 FROM "Decision" d WHERE d."organisationId" = OLD."organisationId" AND d."runId" = run) THEN
    RAISE EXCEPTION 'run % is cited by a packet or a decision', run USING ERRCODE = 'check_violation';
  END IF;
  IF TG_OP = 'UPDATE' THEN RETURN NEW; END IF;
  RETURN OLD;
END $$;
