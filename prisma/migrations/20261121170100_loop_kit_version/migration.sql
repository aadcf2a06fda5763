-- A loop keeps the version of the kit that it was planned with, also after its job has moved to another.
ALTER TABLE "Loop" ADD COLUMN "kitVersionId" INTEGER;

UPDATE "Loop" l SET "kitVersionId" = j."kitVersionId"
FROM "Application" a
JOIN "Job" j ON j."organisationId" = a."organisationId" AND j.id = a."jobId"
WHERE a."organisationId" = l."organisationId" AND a.id = l."applicationId";

ALTER TABLE "Loop" ALTER COLUMN "kitVersionId" SET NOT NULL;

-- AddForeignKey
ALTER TABLE "Loop" ADD CONSTRAINT "Loop_organisationId_kitVersionId_fkey" FOREIGN KEY ("organisationId", "kitVersionId") REFERENCES "KitVersion"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- What was planned with one version is not moved to another, and all interviews of a loop come from its version.
CREATE FUNCTION loop_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'loop % keeps the kit version it was planned with', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER loop_guard BEFORE UPDATE ON "Loop" FOR EACH ROW WHEN (OLD."kitVersionId" IS DISTINCT FROM NEW."kitVersionId") EXECUTE FUNCTION loop_guard();

CREATE FUNCTION interview_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT 1 FROM "Loop" l
    JOIN "KitInterview" k ON k."organisationId" = l."organisationId" AND k."kitVersionId" = l."kitVersionId"
    WHERE l."organisationId" = NEW."organisationId" AND l.id = NEW."loopId" AND k.id = NEW."kitInterviewId") THEN
    RAISE EXCEPTION 'interview % is not one of the kit version of loop %', NEW."kitInterviewId", NEW."loopId" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER interview_guard BEFORE INSERT OR UPDATE OF "loopId", "kitInterviewId" ON "Interview" FOR EACH ROW EXECUTE FUNCTION interview_guard();
