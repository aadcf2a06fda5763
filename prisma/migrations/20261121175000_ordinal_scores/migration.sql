-- CreateTable
CREATE TABLE "RunOrdinalScore" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "runId" INTEGER NOT NULL,
    "applicationId" INTEGER NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "sd" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "RunOrdinalScore_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateIndex
CREATE INDEX "RunOrdinalScore_organisationId_applicationId_idx" ON "RunOrdinalScore"("organisationId", "applicationId");

-- CreateIndex
CREATE UNIQUE INDEX "RunOrdinalScore_organisationId_runId_applicationId_key" ON "RunOrdinalScore"("organisationId", "runId", "applicationId");

-- AddForeignKey
ALTER TABLE "RunOrdinalScore" ADD CONSTRAINT "RunOrdinalScore_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RunOrdinalScore" ADD CONSTRAINT "RunOrdinalScore_organisationId_runId_fkey" FOREIGN KEY ("organisationId", "runId") REFERENCES "CalibrationRun"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RunOrdinalScore" ADD CONSTRAINT "RunOrdinalScore_organisationId_applicationId_fkey" FOREIGN KEY ("organisationId", "applicationId") REFERENCES "Application"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "RunOrdinalScore" ADD CONSTRAINT "RunOrdinalScore_sd_check" CHECK (sd >= 0);

CREATE TRIGGER keep_organisation BEFORE UPDATE ON "RunOrdinalScore" FOR EACH ROW WHEN (OLD."organisationId" IS DISTINCT FROM NEW."organisationId") EXECUTE FUNCTION keep_organisation();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON "RunOrdinalScore" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER run_guard BEFORE UPDATE OR DELETE ON "RunOrdinalScore" FOR EACH ROW EXECUTE FUNCTION run_guard();
