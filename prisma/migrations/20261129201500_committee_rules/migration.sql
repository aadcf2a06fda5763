-- DropIndex
DROP INDEX "Recusal_organisationId_packetId_userId_key";

-- AlterTable
ALTER TABLE "CommitteeMember" ADD COLUMN     "namedAt" TIMESTAMPTZ(3),
ADD COLUMN     "namedById" INTEGER;

-- AlterTable
ALTER TABLE "Decision" ADD COLUMN     "overriddenRules" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "overrideTextId" INTEGER;

-- A recusal is of the application: earlier ones take it from their packet. The table refuses changes, so its guard rests meanwhile.
ALTER TABLE "Recusal" ADD COLUMN     "applicationId" INTEGER,
ALTER COLUMN "packetId" DROP NOT NULL;
ALTER TABLE "Recusal" DISABLE TRIGGER refuse_change;
UPDATE "Recusal" r SET "applicationId" = p."applicationId" FROM "Packet" p WHERE p."organisationId" = r."organisationId" AND p.id = r."packetId";
ALTER TABLE "Recusal" ENABLE TRIGGER refuse_change;
ALTER TABLE "Recusal" ALTER COLUMN "applicationId" SET NOT NULL;

-- CreateTable
CREATE TABLE "PacketVoter" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "packetId" INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,

    CONSTRAINT "PacketVoter_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "RecusalLift" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "recusalId" INTEGER NOT NULL,
    "liftedById" INTEGER NOT NULL,
    "reasonTextId" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RecusalLift_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateIndex
CREATE INDEX "PacketVoter_organisationId_userId_idx" ON "PacketVoter"("organisationId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "PacketVoter_organisationId_packetId_userId_key" ON "PacketVoter"("organisationId", "packetId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "RecusalLift_organisationId_recusalId_key" ON "RecusalLift"("organisationId", "recusalId");

-- CreateIndex
CREATE INDEX "Recusal_organisationId_applicationId_userId_idx" ON "Recusal"("organisationId", "applicationId", "userId");

-- AddForeignKey
ALTER TABLE "CommitteeMember" ADD CONSTRAINT "CommitteeMember_organisationId_namedById_fkey" FOREIGN KEY ("organisationId", "namedById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PacketVoter" ADD CONSTRAINT "PacketVoter_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PacketVoter" ADD CONSTRAINT "PacketVoter_organisationId_packetId_fkey" FOREIGN KEY ("organisationId", "packetId") REFERENCES "Packet"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PacketVoter" ADD CONSTRAINT "PacketVoter_organisationId_userId_fkey" FOREIGN KEY ("organisationId", "userId") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Recusal" ADD CONSTRAINT "Recusal_organisationId_applicationId_fkey" FOREIGN KEY ("organisationId", "applicationId") REFERENCES "Application"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RecusalLift" ADD CONSTRAINT "RecusalLift_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RecusalLift" ADD CONSTRAINT "RecusalLift_organisationId_recusalId_fkey" FOREIGN KEY ("organisationId", "recusalId") REFERENCES "Recusal"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RecusalLift" ADD CONSTRAINT "RecusalLift_organisationId_liftedById_fkey" FOREIGN KEY ("organisationId", "liftedById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RecusalLift" ADD CONSTRAINT "RecusalLift_organisationId_reasonTextId_fkey" FOREIGN KEY ("organisationId", "reasonTextId") REFERENCES "Text"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_organisationId_overrideTextId_fkey" FOREIGN KEY ("organisationId", "overrideTextId") REFERENCES "Text"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- A decision names the rules it overrides and why, or neither.
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_override_check" CHECK ((cardinality("overriddenRules") > 0) = ("overrideTextId" IS NOT NULL));
ALTER TABLE "Decision" ALTER COLUMN "overriddenRules" SET NOT NULL;

-- Who were the voters when earlier packets were sent was not recorded: the members of today, and whoever has voted, are taken for them.
INSERT INTO "PacketVoter" ("organisationId", "packetId", "userId")
SELECT p."organisationId", p.id, m."userId" FROM "Packet" p
JOIN "Application" a ON a."organisationId" = p."organisationId" AND a.id = p."applicationId"
JOIN "CommitteeMember" m ON m."organisationId" = a."organisationId" AND m."jobId" = a."jobId"
UNION
SELECT v."organisationId", v."packetId", v."userId" FROM "Vote" v;

DO $do$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['PacketVoter', 'RecusalLift'] LOOP
    EXECUTE format('CREATE TRIGGER keep_organisation BEFORE UPDATE ON %I FOR EACH ROW WHEN (OLD."organisationId" IS DISTINCT FROM NEW."organisationId") EXECUTE FUNCTION keep_organisation()', t);
    EXECUTE format('CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
END $do$;
-- Packets sent from now on name their voters in their body; no row is added here any more.
CREATE TRIGGER refuse_insert BEFORE INSERT ON "PacketVoter" FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Nobody lifts their own recusal.
CREATE FUNCTION recusal_lift_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM "Recusal" r WHERE r."organisationId" = NEW."organisationId" AND r.id = NEW."recusalId" AND r."userId" = NEW."liftedById") THEN
    RAISE EXCEPTION 'recusal % is lifted by somebody else than its author', NEW."recusalId" USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER recusal_lift_guard BEFORE INSERT ON "RecusalLift" FOR EACH ROW EXECUTE FUNCTION recusal_lift_guard();
