-- CreateTable
CREATE TABLE "CandidateLink" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "interviewId" INTEGER NOT NULL,
    "kitVersionId" INTEGER NOT NULL,
    "prompt" TEXT NOT NULL,
    "given" TEXT[],
    "tokenHash" TEXT NOT NULL,
    "createdById" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "revokedById" INTEGER,

    CONSTRAINT "CandidateLink_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateIndex
CREATE INDEX "CandidateLink_organisationId_interviewId_idx" ON "CandidateLink"("organisationId", "interviewId");

-- CreateIndex
CREATE UNIQUE INDEX "CandidateLink_organisationId_tokenHash_key" ON "CandidateLink"("organisationId", "tokenHash");

-- AddForeignKey
ALTER TABLE "CandidateLink" ADD CONSTRAINT "CandidateLink_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CandidateLink" ADD CONSTRAINT "CandidateLink_organisationId_interviewId_fkey" FOREIGN KEY ("organisationId", "interviewId") REFERENCES "Interview"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CandidateLink" ADD CONSTRAINT "CandidateLink_organisationId_kitVersionId_fkey" FOREIGN KEY ("organisationId", "kitVersionId") REFERENCES "KitVersion"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CandidateLink" ADD CONSTRAINT "CandidateLink_organisationId_createdById_fkey" FOREIGN KEY ("organisationId", "createdById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CandidateLink" ADD CONSTRAINT "CandidateLink_organisationId_revokedById_fkey" FOREIGN KEY ("organisationId", "revokedById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "CandidateLink" ADD CONSTRAINT "CandidateLink_life_check" CHECK ("expiresAt" > "createdAt" AND "expiresAt" <= "createdAt" + interval '7 days');
ALTER TABLE "CandidateLink" ADD CONSTRAINT "CandidateLink_revoked_check" CHECK (("revokedAt" IS NULL) = ("revokedById" IS NULL));

CREATE TRIGGER keep_organisation BEFORE UPDATE ON "CandidateLink" FOR EACH ROW WHEN (OLD."organisationId" IS DISTINCT FROM NEW."organisationId") EXECUTE FUNCTION keep_organisation();
