-- Entries are numbered within their organisation, in the order of its chain. The id comes from one sequence for all
-- organisations, so it told each of them how much the others did. The number is not part of the hashed link: it is the
-- entry's place in the chain, which the verification counts, and every hash stays as it is.
ALTER TABLE "AuditEntry" ADD COLUMN "number" INTEGER;

-- The guard refuses every UPDATE, this one included; it is off only inside the migration's own transaction.
ALTER TABLE "AuditEntry" DISABLE TRIGGER refuse_change;
UPDATE "AuditEntry" e SET "number" = n.place
FROM (SELECT "organisationId", id, row_number() OVER (PARTITION BY "organisationId" ORDER BY id) AS place FROM "AuditEntry") n
WHERE e."organisationId" = n."organisationId" AND e.id = n.id;
ALTER TABLE "AuditEntry" ENABLE TRIGGER refuse_change;

ALTER TABLE "AuditEntry" ALTER COLUMN "number" SET NOT NULL;
ALTER TABLE "AuditEntry" ADD CONSTRAINT "AuditEntry_number_check" CHECK ("number" >= 1);

-- CreateIndex
CREATE UNIQUE INDEX "AuditEntry_organisationId_number_key" ON "AuditEntry"("organisationId", "number");

-- CreateTable
CREATE TABLE "AuditVerification" (
    "organisationId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "wholeAt" TIMESTAMPTZ(3),
    "passNumber" INTEGER,
    "passHash" TEXT,
    "passStartedAt" TIMESTAMPTZ(3),
    "brokenNumber" INTEGER,
    "brokenAt" TIMESTAMPTZ(3),

    CONSTRAINT "AuditVerification_pkey" PRIMARY KEY ("organisationId")
);

-- AddForeignKey
ALTER TABLE "AuditVerification" ADD CONSTRAINT "AuditVerification_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

CREATE TRIGGER keep_organisation BEFORE UPDATE ON "AuditVerification" FOR EACH ROW WHEN (OLD."organisationId" IS DISTINCT FROM NEW."organisationId") EXECUTE FUNCTION keep_organisation();
CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON "AuditVerification" FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
