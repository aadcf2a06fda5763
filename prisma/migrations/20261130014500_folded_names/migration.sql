-- AlterTable
ALTER TABLE "Candidate" ADD COLUMN     "foldedEmail" TEXT,
ADD COLUMN     "foldedName" TEXT;


-- ---- What Prisma's schema cannot say ----------------------------------------------------------------------------
-- What is looked for is erased with what it was made from, whoever erases it.
CREATE FUNCTION forget_folded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.name IS NULL THEN NEW."foldedName" := NULL; END IF;
  IF NEW.email IS NULL THEN NEW."foldedEmail" := NULL; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER forget_folded BEFORE INSERT OR UPDATE ON "Candidate" FOR EACH ROW WHEN (NEW.name IS NULL OR NEW.email IS NULL) EXECUTE FUNCTION forget_folded();

-- Names from before this migration, and those that an older server writes while a newer one starts: filled at every start.
CREATE INDEX "Candidate_unfolded_idx" ON "Candidate" ("organisationId", id) WHERE (name IS NOT NULL AND "foldedName" IS NULL) OR (email IS NOT NULL AND "foldedEmail" IS NULL);
