-- CreateTable
CREATE TABLE "KitNote" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "kit" TEXT NOT NULL,
    "criterion" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "writtenById" INTEGER NOT NULL,
    "writtenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closedAt" TIMESTAMPTZ(3),
    "closedById" INTEGER,

    CONSTRAINT "KitNote_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateIndex
CREATE INDEX "KitNote_organisationId_criterion_idx" ON "KitNote"("organisationId", "criterion");

-- CreateIndex
CREATE INDEX "KitNote_organisationId_writtenById_idx" ON "KitNote"("organisationId", "writtenById");

-- CreateIndex
CREATE INDEX "KitCriterion_organisationId_calibrationKey_idx" ON "KitCriterion"("organisationId", "calibrationKey");

-- AddForeignKey
ALTER TABLE "KitNote" ADD CONSTRAINT "KitNote_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitNote" ADD CONSTRAINT "KitNote_organisationId_writtenById_fkey" FOREIGN KEY ("organisationId", "writtenById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitNote" ADD CONSTRAINT "KitNote_organisationId_closedById_fkey" FOREIGN KEY ("organisationId", "closedById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- ---- What Prisma's schema cannot say ----------------------------------------------------------------------------
CREATE TRIGGER keep_organisation BEFORE UPDATE ON "KitNote" FOR EACH ROW
  WHEN (OLD."organisationId" IS DISTINCT FROM NEW."organisationId") EXECUTE FUNCTION keep_organisation();
ALTER TABLE "KitNote" ADD CONSTRAINT "KitNote_closed_check" CHECK (("closedAt" IS NULL) = ("closedById" IS NULL));
