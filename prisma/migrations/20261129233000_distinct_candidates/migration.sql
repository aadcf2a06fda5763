-- CreateTable
CREATE TABLE "DistinctCandidates" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "firstId" INTEGER NOT NULL,
    "secondId" INTEGER NOT NULL,
    "decidedById" INTEGER NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DistinctCandidates_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateIndex
CREATE INDEX "DistinctCandidates_organisationId_secondId_idx" ON "DistinctCandidates"("organisationId", "secondId");

-- CreateIndex
CREATE UNIQUE INDEX "DistinctCandidates_organisationId_firstId_secondId_key" ON "DistinctCandidates"("organisationId", "firstId", "secondId");

-- AddForeignKey
ALTER TABLE "DistinctCandidates" ADD CONSTRAINT "DistinctCandidates_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "DistinctCandidates" ADD CONSTRAINT "DistinctCandidates_organisationId_firstId_fkey" FOREIGN KEY ("organisationId", "firstId") REFERENCES "Candidate"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "DistinctCandidates" ADD CONSTRAINT "DistinctCandidates_organisationId_secondId_fkey" FOREIGN KEY ("organisationId", "secondId") REFERENCES "Candidate"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "DistinctCandidates" ADD CONSTRAINT "DistinctCandidates_organisationId_decidedById_fkey" FOREIGN KEY ("organisationId", "decidedById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- ---- What Prisma's schema cannot say ----------------------------------------------------------------------------
CREATE TRIGGER keep_organisation BEFORE UPDATE ON "DistinctCandidates" FOR EACH ROW WHEN (OLD."organisationId" IS DISTINCT FROM NEW."organisationId") EXECUTE FUNCTION keep_organisation();

-- One row for a pair, whichever of the two was named first.
ALTER TABLE "DistinctCandidates" ADD CONSTRAINT "DistinctCandidates_order_check" CHECK ("firstId" < "secondId");
