-- Counters of failed attempts with growing delays, known devices, and the keys that the servers of an installation share.

-- The earlier counters held a quarter of an hour of tries; nothing in them is worth keeping.
-- DropTable
DROP TABLE "RateLimiterFlexible";

-- CreateTable
CREATE TABLE "Device" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "userId" INTEGER NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "userAgent" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastUsedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Device_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "AttemptCounter" (
    "purpose" TEXT NOT NULL,
    "account" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "audited" INTEGER NOT NULL DEFAULT 0,
    "auditedAt" TIMESTAMPTZ(3),
    "lastAt" TIMESTAMPTZ(3) NOT NULL,
    "delayUntil" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "AttemptCounter_pkey" PRIMARY KEY ("purpose","account","place")
);

-- CreateTable
CREATE TABLE "InstallationSecret" (
    "purpose" TEXT NOT NULL,
    "current" TEXT NOT NULL,
    "previous" TEXT,
    "rotatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "InstallationSecret_pkey" PRIMARY KEY ("purpose")
);

-- CreateIndex
CREATE INDEX "Device_organisationId_userId_idx" ON "Device"("organisationId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "Device_organisationId_tokenHash_key" ON "Device"("organisationId", "tokenHash");

-- CreateIndex
CREATE INDEX "AttemptCounter_expiresAt_idx" ON "AttemptCounter"("expiresAt");

-- AddForeignKey
ALTER TABLE "Device" ADD CONSTRAINT "Device_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Device" ADD CONSTRAINT "Device_organisationId_userId_fkey" FOREIGN KEY ("organisationId", "userId") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

CREATE TRIGGER keep_organisation BEFORE UPDATE ON "Device" FOR EACH ROW WHEN (OLD."organisationId" IS DISTINCT FROM NEW."organisationId") EXECUTE FUNCTION keep_organisation();

-- A person who is deactivated, by an administrator or by erasure, has no known devices left.
CREATE FUNCTION forget_devices() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "Device" WHERE "organisationId" = NEW."organisationId" AND "userId" = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER forget_devices AFTER UPDATE ON "User" FOR EACH ROW WHEN (NEW.state = 'deactivated') EXECUTE FUNCTION forget_devices();
