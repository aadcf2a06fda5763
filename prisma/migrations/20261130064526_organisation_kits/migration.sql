-- CreateEnum
CREATE TYPE "KitDraftState" AS ENUM ('draft', 'in_review', 'approved');

-- AlterEnum
ALTER TYPE "Role" ADD VALUE 'lead';

-- AlterTable
ALTER TABLE "KitCriterion" ADD COLUMN     "calibrationKey" TEXT;

-- CreateTable
CREATE TABLE "OrganisationKit" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "basedOnVersionId" INTEGER,
    "createdById" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retiredAt" TIMESTAMPTZ(3),
    "retiredById" INTEGER,

    CONSTRAINT "OrganisationKit_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "KitPublication" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "organisationKitId" INTEGER NOT NULL,
    "kitVersionId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "publishedById" INTEGER NOT NULL,
    "approvedById" INTEGER NOT NULL,
    "changeNote" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "KitPublication_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "KitDraft" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "organisationKitId" INTEGER NOT NULL,
    "baseVersionId" INTEGER,
    "content" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "state" "KitDraftState" NOT NULL DEFAULT 'draft',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedById" INTEGER NOT NULL,
    "submittedById" INTEGER,
    "submittedAt" TIMESTAMPTZ(3),
    "changeNote" TEXT,
    "reviewedById" INTEGER,
    "reviewedAt" TIMESTAMPTZ(3),
    "reviewComment" TEXT,

    CONSTRAINT "KitDraft_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "KitDraftChange" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "draftId" INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,
    "clientKey" TEXT NOT NULL,
    "changes" TEXT NOT NULL,
    "undone" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "KitDraftChange_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "OrganisationKit_organisationId_key_key" ON "OrganisationKit"("organisationId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "KitPublication_organisationId_organisationKitId_number_key" ON "KitPublication"("organisationId", "organisationKitId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "KitPublication_organisationId_kitVersionId_key" ON "KitPublication"("organisationId", "kitVersionId");

-- CreateIndex
CREATE UNIQUE INDEX "KitDraft_organisationId_organisationKitId_key" ON "KitDraft"("organisationId", "organisationKitId");

-- CreateIndex
CREATE INDEX "KitDraftChange_organisationId_draftId_id_idx" ON "KitDraftChange"("organisationId", "draftId", "id");

-- CreateIndex
CREATE UNIQUE INDEX "KitDraftChange_organisationId_draftId_userId_clientKey_key" ON "KitDraftChange"("organisationId", "draftId", "userId", "clientKey");

-- AddForeignKey
ALTER TABLE "OrganisationKit" ADD CONSTRAINT "OrganisationKit_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "OrganisationKit" ADD CONSTRAINT "OrganisationKit_organisationId_basedOnVersionId_fkey" FOREIGN KEY ("organisationId", "basedOnVersionId") REFERENCES "KitVersion"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "OrganisationKit" ADD CONSTRAINT "OrganisationKit_organisationId_createdById_fkey" FOREIGN KEY ("organisationId", "createdById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "OrganisationKit" ADD CONSTRAINT "OrganisationKit_organisationId_retiredById_fkey" FOREIGN KEY ("organisationId", "retiredById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitPublication" ADD CONSTRAINT "KitPublication_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitPublication" ADD CONSTRAINT "KitPublication_organisationId_organisationKitId_fkey" FOREIGN KEY ("organisationId", "organisationKitId") REFERENCES "OrganisationKit"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitPublication" ADD CONSTRAINT "KitPublication_organisationId_kitVersionId_fkey" FOREIGN KEY ("organisationId", "kitVersionId") REFERENCES "KitVersion"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitPublication" ADD CONSTRAINT "KitPublication_organisationId_publishedById_fkey" FOREIGN KEY ("organisationId", "publishedById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitPublication" ADD CONSTRAINT "KitPublication_organisationId_approvedById_fkey" FOREIGN KEY ("organisationId", "approvedById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitDraft" ADD CONSTRAINT "KitDraft_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitDraft" ADD CONSTRAINT "KitDraft_organisationId_organisationKitId_fkey" FOREIGN KEY ("organisationId", "organisationKitId") REFERENCES "OrganisationKit"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitDraft" ADD CONSTRAINT "KitDraft_organisationId_baseVersionId_fkey" FOREIGN KEY ("organisationId", "baseVersionId") REFERENCES "KitVersion"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitDraft" ADD CONSTRAINT "KitDraft_organisationId_changedById_fkey" FOREIGN KEY ("organisationId", "changedById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitDraft" ADD CONSTRAINT "KitDraft_organisationId_submittedById_fkey" FOREIGN KEY ("organisationId", "submittedById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitDraft" ADD CONSTRAINT "KitDraft_organisationId_reviewedById_fkey" FOREIGN KEY ("organisationId", "reviewedById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitDraftChange" ADD CONSTRAINT "KitDraftChange_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitDraftChange" ADD CONSTRAINT "KitDraftChange_organisationId_draftId_fkey" FOREIGN KEY ("organisationId", "draftId") REFERENCES "KitDraft"("organisationId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitDraftChange" ADD CONSTRAINT "KitDraftChange_organisationId_userId_fkey" FOREIGN KEY ("organisationId", "userId") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- ---- What Prisma's schema cannot say ----------------------------------------------------------------------------
DO $do$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['OrganisationKit', 'KitPublication', 'KitDraft', 'KitDraftChange'] LOOP
    EXECUTE format('CREATE TRIGGER keep_organisation BEFORE UPDATE ON %I FOR EACH ROW WHEN (OLD."organisationId" IS DISTINCT FROM NEW."organisationId") EXECUTE FUNCTION keep_organisation()', t);
  END LOOP;
END $do$;
CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON "KitPublication" FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON "KitPublication" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE "OrganisationKit" ADD CONSTRAINT "OrganisationKit_retired_check" CHECK (("retiredAt" IS NULL) = ("retiredById" IS NULL));
ALTER TABLE "KitDraft" ADD CONSTRAINT "KitDraft_submitted_check" CHECK (
  state = 'draft' OR ("submittedById" IS NOT NULL AND "submittedAt" IS NOT NULL AND "changeNote" IS NOT NULL));
-- Approved by a second person: neither who sent the draft to review nor who changed it last (ADR 026).
ALTER TABLE "KitDraft" ADD CONSTRAINT "KitDraft_approved_check" CHECK (
  state <> 'approved' OR ("reviewedById" IS NOT NULL AND "reviewedById" <> "submittedById" AND "reviewedById" <> "changedById"));

-- Nothing of a draft changes while somebody reviews it.
CREATE FUNCTION draft_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'draft % is in review and does not change', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER draft_guard BEFORE UPDATE ON "KitDraft" FOR EACH ROW
  WHEN (OLD.state <> 'draft' AND (OLD.content IS DISTINCT FROM NEW.content OR OLD."changedById" IS DISTINCT FROM NEW."changedById"))
  EXECUTE FUNCTION draft_guard();
