-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "UserState" AS ENUM ('invited', 'active', 'deactivated');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('administrator', 'recruiter', 'interviewer', 'committee_member', 'hiring_manager');

-- CreateEnum
CREATE TYPE "TokenKind" AS ENUM ('invitation', 'reset');

-- CreateEnum
CREATE TYPE "Seniority" AS ENUM ('mid', 'senior', 'staff');

-- CreateEnum
CREATE TYPE "NeedProfile" AS ENUM ('research_heavy', 'balanced', 'production_heavy');

-- CreateEnum
CREATE TYPE "JobState" AS ENUM ('draft', 'open', 'closed');

-- CreateEnum
CREATE TYPE "ApplicationState" AS ENUM ('open', 'hired', 'rejected', 'withdrawn');

-- CreateEnum
CREATE TYPE "InterviewState" AS ENUM ('planned', 'cancelled');

-- CreateEnum
CREATE TYPE "VersionKind" AS ENUM ('submission', 'amendment', 'withdrawal');

-- CreateEnum
CREATE TYPE "Recommendation" AS ENUM ('strong_no', 'no', 'yes', 'strong_yes');

-- CreateEnum
CREATE TYPE "FlagSeverity" AS ENUM ('concern', 'serious', 'critical');

-- CreateEnum
CREATE TYPE "RunState" AS ENUM ('completed', 'failed');

-- CreateEnum
CREATE TYPE "VoteChoice" AS ENUM ('hire', 'no_hire', 'more_signal');

-- CreateEnum
CREATE TYPE "DecisionOutcome" AS ENUM ('hire', 'no_hire', 'more_signal');

-- CreateEnum
CREATE TYPE "QueueState" AS ENUM ('waiting', 'active', 'done', 'failed');

-- CreateTable
CREATE TABLE "Organisation" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "timeZone" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "email" TEXT,
    "name" TEXT,
    "timeZone" TEXT NOT NULL,
    "passwordHash" TEXT,
    "state" "UserState" NOT NULL DEFAULT 'invited',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "erasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "User_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "Grant" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "userId" INTEGER NOT NULL,
    "role" "Role" NOT NULL,
    "jobId" INTEGER,
    "grantedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "grantedById" INTEGER,
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Grant_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "Session" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "userId" INTEGER NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "userAgent" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "Token" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "kind" "TokenKind" NOT NULL,
    "userId" INTEGER NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdById" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Token_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "KitVersion" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "kit" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "KitVersion_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "KitCriterion" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "kitVersionId" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "mustHave" BOOLEAN NOT NULL,

    CONSTRAINT "KitCriterion_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "KitRedFlag" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "kitVersionId" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "KitRedFlag_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "KitInterview" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "kitVersionId" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "minutes" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "KitInterview_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "KitInterviewFocus" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "kitInterviewId" INTEGER NOT NULL,
    "kitCriterionId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "KitInterviewFocus_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "Job" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "seniority" "Seniority" NOT NULL,
    "needProfile" "NeedProfile" NOT NULL,
    "maturity" INTEGER NOT NULL,
    "bar" DOUBLE PRECISION NOT NULL DEFAULT 3,
    "hireProbability" DOUBLE PRECISION NOT NULL DEFAULT 0.75,
    "kitVersionId" INTEGER NOT NULL,
    "quorum" INTEGER NOT NULL,
    "confidential" BOOLEAN NOT NULL DEFAULT false,
    "namesHidden" BOOLEAN NOT NULL DEFAULT true,
    "state" "JobState" NOT NULL DEFAULT 'draft',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" INTEGER NOT NULL,
    "openedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Job_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "CommitteeMember" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "jobId" INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,

    CONSTRAINT "CommitteeMember_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "Candidate" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "name" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" INTEGER NOT NULL,
    "erasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Candidate_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "Text" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "candidateId" INTEGER,
    "userId" INTEGER,
    "authorId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "salt" TEXT,
    "body" TEXT,
    "hash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Text_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "Application" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "candidateId" INTEGER NOT NULL,
    "jobId" INTEGER NOT NULL,
    "state" "ApplicationState" NOT NULL DEFAULT 'open',
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" INTEGER NOT NULL,
    "closedAt" TIMESTAMPTZ(3),
    "closedById" INTEGER,
    "closingTextId" INTEGER,

    CONSTRAINT "Application_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "Loop" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "applicationId" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "createdById" INTEGER NOT NULL,

    CONSTRAINT "Loop_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "Interview" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "loopId" INTEGER NOT NULL,
    "kitInterviewId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "minutes" INTEGER NOT NULL,
    "startsAt" TIMESTAMPTZ(3),
    "place" TEXT,
    "state" "InterviewState" NOT NULL DEFAULT 'planned',

    CONSTRAINT "Interview_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "Scorecard" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "interviewId" INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,
    "shadow" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "releasedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Scorecard_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "ScorecardDraft" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "scorecardId" INTEGER NOT NULL,
    "revision" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "savedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ScorecardDraft_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "ScorecardVersion" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "scorecardId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" "VersionKind" NOT NULL,
    "blind" BOOLEAN NOT NULL,
    "recommendation" "Recommendation",
    "recommendationTextId" INTEGER,
    "reasonTextId" INTEGER,
    "notesTextId" INTEGER,
    "writeKey" TEXT NOT NULL,
    "xid" TEXT NOT NULL DEFAULT (pg_current_xact_id())::text,
    "submittedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ScorecardVersion_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "Rating" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "scorecardVersionId" INTEGER NOT NULL,
    "kitCriterionId" INTEGER NOT NULL,
    "level" INTEGER,
    "evidenceTextId" INTEGER,

    CONSTRAINT "Rating_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "FlagFinding" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "scorecardVersionId" INTEGER NOT NULL,
    "kitRedFlagId" INTEGER NOT NULL,
    "severity" "FlagSeverity" NOT NULL,
    "evidenceTextId" INTEGER NOT NULL,
    "probeTextId" INTEGER,

    CONSTRAINT "FlagFinding_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "CalibrationRun" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "state" "RunState" NOT NULL,
    "modelVersion" TEXT NOT NULL,
    "inputHash" TEXT NOT NULL,
    "seed" INTEGER NOT NULL,
    "ratingIds" INTEGER[],
    "ratings" INTEGER NOT NULL,
    "candidates" INTEGER NOT NULL,
    "interviewers" INTEGER NOT NULL,
    "objective" DOUBLE PRECISION,
    "converged" BOOLEAN NOT NULL,
    "failure" TEXT,
    "warnings" TEXT NOT NULL,
    "resume" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "CalibrationRun_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "RunComponent" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "runId" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "variance" DOUBLE PRECISION NOT NULL,
    "se" DOUBLE PRECISION,
    "levels" INTEGER NOT NULL,
    "priorWeight" DOUBLE PRECISION,
    "assumed" BOOLEAN NOT NULL,

    CONSTRAINT "RunComponent_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "RunSeverity" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "runId" INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,
    "ratings" INTEGER NOT NULL,
    "severity" DOUBLE PRECISION NOT NULL,
    "sd" DOUBLE PRECISION NOT NULL,
    "named" BOOLEAN NOT NULL,

    CONSTRAINT "RunSeverity_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "RunScore" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "runId" INTEGER NOT NULL,
    "applicationId" INTEGER NOT NULL,
    "ratings" INTEGER NOT NULL,
    "rawMean" DOUBLE PRECISION NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "sd" DOUBLE PRECISION NOT NULL,
    "lower" DOUBLE PRECISION NOT NULL,
    "upper" DOUBLE PRECISION NOT NULL,
    "reliability" DOUBLE PRECISION,
    "severityStep" DOUBLE PRECISION NOT NULL,
    "haloStep" DOUBLE PRECISION NOT NULL,
    "shrinkageStep" DOUBLE PRECISION NOT NULL,
    "otherStep" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "RunScore_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "RunCriterionScore" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "runId" INTEGER NOT NULL,
    "applicationId" INTEGER NOT NULL,
    "criterion" TEXT NOT NULL,
    "raters" INTEGER NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "sd" DOUBLE PRECISION NOT NULL,
    "lower" DOUBLE PRECISION NOT NULL,
    "upper" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "RunCriterionScore_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "RunScorecard" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "runId" INTEGER NOT NULL,
    "scorecardId" INTEGER NOT NULL,
    "halo" DOUBLE PRECISION NOT NULL,
    "z" DOUBLE PRECISION,

    CONSTRAINT "RunScorecard_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "Packet" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "applicationId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "runId" INTEGER,
    "body" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "writeKey" TEXT NOT NULL,
    "frozenAt" TIMESTAMPTZ(3) NOT NULL,
    "frozenById" INTEGER NOT NULL,

    CONSTRAINT "Packet_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "PacketText" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "packetId" INTEGER NOT NULL,
    "textId" INTEGER NOT NULL,

    CONSTRAINT "PacketText_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "Vote" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "packetId" INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,
    "round" INTEGER NOT NULL,
    "choice" "VoteChoice" NOT NULL,
    "reasonTextId" INTEGER NOT NULL,
    "writeKey" TEXT NOT NULL,
    "sealedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Vote_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "Recusal" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "packetId" INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,
    "reasonTextId" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Recusal_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "FlagResolution" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "packetId" INTEGER NOT NULL,
    "flagFindingId" INTEGER NOT NULL,
    "upheld" BOOLEAN NOT NULL,
    "reasonTextId" INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FlagResolution_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "Decision" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "packetId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "outcome" "DecisionOutcome" NOT NULL,
    "reasonTextId" INTEGER NOT NULL,
    "runId" INTEGER,
    "supersedesId" INTEGER,
    "writeKey" TEXT NOT NULL,
    "decidedById" INTEGER NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Decision_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "Dissent" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "decisionId" INTEGER NOT NULL,
    "userId" INTEGER NOT NULL,
    "textId" INTEGER NOT NULL,

    CONSTRAINT "Dissent_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "Erasure" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "candidateId" INTEGER,
    "userId" INTEGER,
    "byUserId" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "xid" TEXT NOT NULL DEFAULT (pg_current_xact_id())::text,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Erasure_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorId" INTEGER,
    "act" TEXT NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" INTEGER NOT NULL,
    "applicationId" INTEGER,
    "detail" TEXT NOT NULL,
    "previousHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "WriteKey" (
    "organisationId" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "userId" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "resultId" INTEGER,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "WriteKey_pkey" PRIMARY KEY ("organisationId","id")
);

-- CreateTable
CREATE TABLE "AuditHead" (
    "organisationId" INTEGER NOT NULL,
    "entries" INTEGER NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditHead_pkey" PRIMARY KEY ("organisationId")
);

-- CreateTable
CREATE TABLE "QueueJob" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "organisationId" INTEGER,
    "payload" TEXT NOT NULL,
    "key" TEXT,
    "state" "QueueState" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "maxAttempts" INTEGER NOT NULL,
    "runAt" TIMESTAMPTZ(3) NOT NULL,
    "lockedAt" TIMESTAMPTZ(3),
    "lockedBy" TEXT,
    "lastError" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "QueueJob_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RateLimiterFlexible" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "expire" TIMESTAMPTZ(3),

    CONSTRAINT "RateLimiterFlexible_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_organisationId_email_key" ON "User"("organisationId", "email");

-- CreateIndex
CREATE INDEX "Grant_organisationId_userId_idx" ON "Grant"("organisationId", "userId");

-- CreateIndex
CREATE INDEX "Grant_organisationId_jobId_idx" ON "Grant"("organisationId", "jobId");

-- CreateIndex
CREATE INDEX "Session_organisationId_userId_idx" ON "Session"("organisationId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "Session_organisationId_tokenHash_key" ON "Session"("organisationId", "tokenHash");

-- CreateIndex
CREATE INDEX "Token_organisationId_userId_idx" ON "Token"("organisationId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "Token_organisationId_tokenHash_key" ON "Token"("organisationId", "tokenHash");

-- CreateIndex
CREATE INDEX "KitVersion_organisationId_kit_idx" ON "KitVersion"("organisationId", "kit");

-- CreateIndex
CREATE UNIQUE INDEX "KitVersion_organisationId_hash_key" ON "KitVersion"("organisationId", "hash");

-- CreateIndex
CREATE UNIQUE INDEX "KitCriterion_organisationId_kitVersionId_key_key" ON "KitCriterion"("organisationId", "kitVersionId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "KitRedFlag_organisationId_kitVersionId_key_key" ON "KitRedFlag"("organisationId", "kitVersionId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "KitInterview_organisationId_kitVersionId_key_key" ON "KitInterview"("organisationId", "kitVersionId", "key");

-- CreateIndex
CREATE INDEX "KitInterviewFocus_organisationId_kitCriterionId_idx" ON "KitInterviewFocus"("organisationId", "kitCriterionId");

-- CreateIndex
CREATE UNIQUE INDEX "KitInterviewFocus_organisationId_kitInterviewId_kitCriterio_key" ON "KitInterviewFocus"("organisationId", "kitInterviewId", "kitCriterionId");

-- CreateIndex
CREATE INDEX "Job_organisationId_state_id_idx" ON "Job"("organisationId", "state", "id");

-- CreateIndex
CREATE INDEX "CommitteeMember_organisationId_userId_idx" ON "CommitteeMember"("organisationId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "CommitteeMember_organisationId_jobId_userId_key" ON "CommitteeMember"("organisationId", "jobId", "userId");

-- CreateIndex
CREATE INDEX "Candidate_organisationId_name_id_idx" ON "Candidate"("organisationId", "name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "Candidate_organisationId_email_key" ON "Candidate"("organisationId", "email");

-- CreateIndex
CREATE INDEX "Text_organisationId_candidateId_idx" ON "Text"("organisationId", "candidateId");

-- CreateIndex
CREATE INDEX "Text_organisationId_userId_idx" ON "Text"("organisationId", "userId");

-- CreateIndex
CREATE INDEX "Application_organisationId_jobId_state_id_idx" ON "Application"("organisationId", "jobId", "state", "id");

-- CreateIndex
CREATE INDEX "Application_organisationId_candidateId_idx" ON "Application"("organisationId", "candidateId");

-- CreateIndex
CREATE UNIQUE INDEX "Loop_organisationId_applicationId_key" ON "Loop"("organisationId", "applicationId");

-- CreateIndex
CREATE INDEX "Interview_organisationId_loopId_idx" ON "Interview"("organisationId", "loopId");

-- CreateIndex
CREATE INDEX "Interview_organisationId_startsAt_idx" ON "Interview"("organisationId", "startsAt");

-- CreateIndex
CREATE INDEX "Scorecard_organisationId_userId_releasedAt_idx" ON "Scorecard"("organisationId", "userId", "releasedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Scorecard_organisationId_interviewId_userId_key" ON "Scorecard"("organisationId", "interviewId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "ScorecardDraft_organisationId_scorecardId_key" ON "ScorecardDraft"("organisationId", "scorecardId");

-- CreateIndex
CREATE UNIQUE INDEX "ScorecardVersion_organisationId_scorecardId_number_key" ON "ScorecardVersion"("organisationId", "scorecardId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "ScorecardVersion_organisationId_scorecardId_writeKey_key" ON "ScorecardVersion"("organisationId", "scorecardId", "writeKey");

-- CreateIndex
CREATE INDEX "Rating_organisationId_kitCriterionId_idx" ON "Rating"("organisationId", "kitCriterionId");

-- CreateIndex
CREATE UNIQUE INDEX "Rating_organisationId_scorecardVersionId_kitCriterionId_key" ON "Rating"("organisationId", "scorecardVersionId", "kitCriterionId");

-- CreateIndex
CREATE INDEX "FlagFinding_organisationId_kitRedFlagId_idx" ON "FlagFinding"("organisationId", "kitRedFlagId");

-- CreateIndex
CREATE UNIQUE INDEX "FlagFinding_organisationId_scorecardVersionId_kitRedFlagId_key" ON "FlagFinding"("organisationId", "scorecardVersionId", "kitRedFlagId");

-- CreateIndex
CREATE INDEX "CalibrationRun_organisationId_state_id_idx" ON "CalibrationRun"("organisationId", "state", "id");

-- CreateIndex
CREATE INDEX "CalibrationRun_organisationId_inputHash_idx" ON "CalibrationRun"("organisationId", "inputHash");

-- CreateIndex
CREATE UNIQUE INDEX "RunComponent_organisationId_runId_name_key" ON "RunComponent"("organisationId", "runId", "name");

-- CreateIndex
CREATE INDEX "RunSeverity_organisationId_userId_idx" ON "RunSeverity"("organisationId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "RunSeverity_organisationId_runId_userId_key" ON "RunSeverity"("organisationId", "runId", "userId");

-- CreateIndex
CREATE INDEX "RunScore_organisationId_applicationId_idx" ON "RunScore"("organisationId", "applicationId");

-- CreateIndex
CREATE UNIQUE INDEX "RunScore_organisationId_runId_applicationId_key" ON "RunScore"("organisationId", "runId", "applicationId");

-- CreateIndex
CREATE INDEX "RunCriterionScore_organisationId_applicationId_idx" ON "RunCriterionScore"("organisationId", "applicationId");

-- CreateIndex
CREATE UNIQUE INDEX "RunCriterionScore_organisationId_runId_applicationId_criter_key" ON "RunCriterionScore"("organisationId", "runId", "applicationId", "criterion");

-- CreateIndex
CREATE INDEX "RunScorecard_organisationId_scorecardId_idx" ON "RunScorecard"("organisationId", "scorecardId");

-- CreateIndex
CREATE UNIQUE INDEX "RunScorecard_organisationId_runId_scorecardId_key" ON "RunScorecard"("organisationId", "runId", "scorecardId");

-- CreateIndex
CREATE INDEX "Packet_organisationId_runId_idx" ON "Packet"("organisationId", "runId");

-- CreateIndex
CREATE UNIQUE INDEX "Packet_organisationId_applicationId_number_key" ON "Packet"("organisationId", "applicationId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Packet_organisationId_applicationId_writeKey_key" ON "Packet"("organisationId", "applicationId", "writeKey");

-- CreateIndex
CREATE INDEX "PacketText_organisationId_textId_idx" ON "PacketText"("organisationId", "textId");

-- CreateIndex
CREATE UNIQUE INDEX "PacketText_organisationId_packetId_textId_key" ON "PacketText"("organisationId", "packetId", "textId");

-- CreateIndex
CREATE INDEX "Vote_organisationId_userId_idx" ON "Vote"("organisationId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "Vote_organisationId_packetId_userId_round_key" ON "Vote"("organisationId", "packetId", "userId", "round");

-- CreateIndex
CREATE INDEX "Recusal_organisationId_userId_idx" ON "Recusal"("organisationId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "Recusal_organisationId_packetId_userId_key" ON "Recusal"("organisationId", "packetId", "userId");

-- CreateIndex
CREATE INDEX "FlagResolution_organisationId_flagFindingId_idx" ON "FlagResolution"("organisationId", "flagFindingId");

-- CreateIndex
CREATE UNIQUE INDEX "FlagResolution_organisationId_packetId_flagFindingId_key" ON "FlagResolution"("organisationId", "packetId", "flagFindingId");

-- CreateIndex
CREATE INDEX "Decision_organisationId_runId_idx" ON "Decision"("organisationId", "runId");

-- CreateIndex
CREATE UNIQUE INDEX "Decision_organisationId_packetId_number_key" ON "Decision"("organisationId", "packetId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Decision_organisationId_packetId_writeKey_key" ON "Decision"("organisationId", "packetId", "writeKey");

-- CreateIndex
CREATE UNIQUE INDEX "Decision_organisationId_supersedesId_key" ON "Decision"("organisationId", "supersedesId");

-- CreateIndex
CREATE INDEX "Dissent_organisationId_userId_idx" ON "Dissent"("organisationId", "userId");

-- CreateIndex
CREATE UNIQUE INDEX "Dissent_organisationId_decisionId_userId_key" ON "Dissent"("organisationId", "decisionId", "userId");

-- CreateIndex
CREATE INDEX "Erasure_organisationId_candidateId_idx" ON "Erasure"("organisationId", "candidateId");

-- CreateIndex
CREATE INDEX "Erasure_organisationId_userId_idx" ON "Erasure"("organisationId", "userId");

-- CreateIndex
CREATE INDEX "AuditEntry_organisationId_applicationId_idx" ON "AuditEntry"("organisationId", "applicationId");

-- CreateIndex
CREATE INDEX "AuditEntry_organisationId_at_idx" ON "AuditEntry"("organisationId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "AuditEntry_organisationId_hash_key" ON "AuditEntry"("organisationId", "hash");

-- CreateIndex
CREATE INDEX "WriteKey_organisationId_createdAt_idx" ON "WriteKey"("organisationId", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "WriteKey_organisationId_userId_key_key" ON "WriteKey"("organisationId", "userId", "key");

-- CreateIndex
CREATE INDEX "QueueJob_state_runAt_idx" ON "QueueJob"("state", "runAt");

-- CreateIndex
CREATE INDEX "QueueJob_key_idx" ON "QueueJob"("key");

-- AddForeignKey
ALTER TABLE "User" ADD CONSTRAINT "User_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_organisationId_userId_fkey" FOREIGN KEY ("organisationId", "userId") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_organisationId_jobId_fkey" FOREIGN KEY ("organisationId", "jobId") REFERENCES "Job"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_organisationId_grantedById_fkey" FOREIGN KEY ("organisationId", "grantedById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_organisationId_userId_fkey" FOREIGN KEY ("organisationId", "userId") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Token" ADD CONSTRAINT "Token_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Token" ADD CONSTRAINT "Token_organisationId_userId_fkey" FOREIGN KEY ("organisationId", "userId") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Token" ADD CONSTRAINT "Token_organisationId_createdById_fkey" FOREIGN KEY ("organisationId", "createdById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitVersion" ADD CONSTRAINT "KitVersion_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitCriterion" ADD CONSTRAINT "KitCriterion_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitCriterion" ADD CONSTRAINT "KitCriterion_organisationId_kitVersionId_fkey" FOREIGN KEY ("organisationId", "kitVersionId") REFERENCES "KitVersion"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitRedFlag" ADD CONSTRAINT "KitRedFlag_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitRedFlag" ADD CONSTRAINT "KitRedFlag_organisationId_kitVersionId_fkey" FOREIGN KEY ("organisationId", "kitVersionId") REFERENCES "KitVersion"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitInterview" ADD CONSTRAINT "KitInterview_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitInterview" ADD CONSTRAINT "KitInterview_organisationId_kitVersionId_fkey" FOREIGN KEY ("organisationId", "kitVersionId") REFERENCES "KitVersion"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitInterviewFocus" ADD CONSTRAINT "KitInterviewFocus_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitInterviewFocus" ADD CONSTRAINT "KitInterviewFocus_organisationId_kitInterviewId_fkey" FOREIGN KEY ("organisationId", "kitInterviewId") REFERENCES "KitInterview"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "KitInterviewFocus" ADD CONSTRAINT "KitInterviewFocus_organisationId_kitCriterionId_fkey" FOREIGN KEY ("organisationId", "kitCriterionId") REFERENCES "KitCriterion"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Job" ADD CONSTRAINT "Job_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Job" ADD CONSTRAINT "Job_organisationId_kitVersionId_fkey" FOREIGN KEY ("organisationId", "kitVersionId") REFERENCES "KitVersion"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Job" ADD CONSTRAINT "Job_organisationId_createdById_fkey" FOREIGN KEY ("organisationId", "createdById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CommitteeMember" ADD CONSTRAINT "CommitteeMember_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CommitteeMember" ADD CONSTRAINT "CommitteeMember_organisationId_jobId_fkey" FOREIGN KEY ("organisationId", "jobId") REFERENCES "Job"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CommitteeMember" ADD CONSTRAINT "CommitteeMember_organisationId_userId_fkey" FOREIGN KEY ("organisationId", "userId") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Candidate" ADD CONSTRAINT "Candidate_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Candidate" ADD CONSTRAINT "Candidate_organisationId_createdById_fkey" FOREIGN KEY ("organisationId", "createdById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Text" ADD CONSTRAINT "Text_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Text" ADD CONSTRAINT "Text_organisationId_candidateId_fkey" FOREIGN KEY ("organisationId", "candidateId") REFERENCES "Candidate"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Text" ADD CONSTRAINT "Text_organisationId_userId_fkey" FOREIGN KEY ("organisationId", "userId") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Text" ADD CONSTRAINT "Text_organisationId_authorId_fkey" FOREIGN KEY ("organisationId", "authorId") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_organisationId_candidateId_fkey" FOREIGN KEY ("organisationId", "candidateId") REFERENCES "Candidate"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_organisationId_jobId_fkey" FOREIGN KEY ("organisationId", "jobId") REFERENCES "Job"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_organisationId_createdById_fkey" FOREIGN KEY ("organisationId", "createdById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_organisationId_closedById_fkey" FOREIGN KEY ("organisationId", "closedById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Application" ADD CONSTRAINT "Application_organisationId_closingTextId_fkey" FOREIGN KEY ("organisationId", "closingTextId") REFERENCES "Text"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Loop" ADD CONSTRAINT "Loop_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Loop" ADD CONSTRAINT "Loop_organisationId_applicationId_fkey" FOREIGN KEY ("organisationId", "applicationId") REFERENCES "Application"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Loop" ADD CONSTRAINT "Loop_organisationId_createdById_fkey" FOREIGN KEY ("organisationId", "createdById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Interview" ADD CONSTRAINT "Interview_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Interview" ADD CONSTRAINT "Interview_organisationId_loopId_fkey" FOREIGN KEY ("organisationId", "loopId") REFERENCES "Loop"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Interview" ADD CONSTRAINT "Interview_organisationId_kitInterviewId_fkey" FOREIGN KEY ("organisationId", "kitInterviewId") REFERENCES "KitInterview"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Scorecard" ADD CONSTRAINT "Scorecard_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Scorecard" ADD CONSTRAINT "Scorecard_organisationId_interviewId_fkey" FOREIGN KEY ("organisationId", "interviewId") REFERENCES "Interview"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Scorecard" ADD CONSTRAINT "Scorecard_organisationId_userId_fkey" FOREIGN KEY ("organisationId", "userId") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ScorecardDraft" ADD CONSTRAINT "ScorecardDraft_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ScorecardDraft" ADD CONSTRAINT "ScorecardDraft_organisationId_scorecardId_fkey" FOREIGN KEY ("organisationId", "scorecardId") REFERENCES "Scorecard"("organisationId", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ScorecardVersion" ADD CONSTRAINT "ScorecardVersion_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ScorecardVersion" ADD CONSTRAINT "ScorecardVersion_organisationId_scorecardId_fkey" FOREIGN KEY ("organisationId", "scorecardId") REFERENCES "Scorecard"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ScorecardVersion" ADD CONSTRAINT "ScorecardVersion_organisationId_recommendationTextId_fkey" FOREIGN KEY ("organisationId", "recommendationTextId") REFERENCES "Text"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ScorecardVersion" ADD CONSTRAINT "ScorecardVersion_organisationId_reasonTextId_fkey" FOREIGN KEY ("organisationId", "reasonTextId") REFERENCES "Text"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ScorecardVersion" ADD CONSTRAINT "ScorecardVersion_organisationId_notesTextId_fkey" FOREIGN KEY ("organisationId", "notesTextId") REFERENCES "Text"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Rating" ADD CONSTRAINT "Rating_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Rating" ADD CONSTRAINT "Rating_organisationId_scorecardVersionId_fkey" FOREIGN KEY ("organisationId", "scorecardVersionId") REFERENCES "ScorecardVersion"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Rating" ADD CONSTRAINT "Rating_organisationId_kitCriterionId_fkey" FOREIGN KEY ("organisationId", "kitCriterionId") REFERENCES "KitCriterion"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Rating" ADD CONSTRAINT "Rating_organisationId_evidenceTextId_fkey" FOREIGN KEY ("organisationId", "evidenceTextId") REFERENCES "Text"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "FlagFinding" ADD CONSTRAINT "FlagFinding_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "FlagFinding" ADD CONSTRAINT "FlagFinding_organisationId_scorecardVersionId_fkey" FOREIGN KEY ("organisationId", "scorecardVersionId") REFERENCES "ScorecardVersion"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "FlagFinding" ADD CONSTRAINT "FlagFinding_organisationId_kitRedFlagId_fkey" FOREIGN KEY ("organisationId", "kitRedFlagId") REFERENCES "KitRedFlag"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "FlagFinding" ADD CONSTRAINT "FlagFinding_organisationId_evidenceTextId_fkey" FOREIGN KEY ("organisationId", "evidenceTextId") REFERENCES "Text"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "FlagFinding" ADD CONSTRAINT "FlagFinding_organisationId_probeTextId_fkey" FOREIGN KEY ("organisationId", "probeTextId") REFERENCES "Text"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "CalibrationRun" ADD CONSTRAINT "CalibrationRun_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RunComponent" ADD CONSTRAINT "RunComponent_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RunComponent" ADD CONSTRAINT "RunComponent_organisationId_runId_fkey" FOREIGN KEY ("organisationId", "runId") REFERENCES "CalibrationRun"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RunSeverity" ADD CONSTRAINT "RunSeverity_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RunSeverity" ADD CONSTRAINT "RunSeverity_organisationId_runId_fkey" FOREIGN KEY ("organisationId", "runId") REFERENCES "CalibrationRun"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RunSeverity" ADD CONSTRAINT "RunSeverity_organisationId_userId_fkey" FOREIGN KEY ("organisationId", "userId") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RunScore" ADD CONSTRAINT "RunScore_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RunScore" ADD CONSTRAINT "RunScore_organisationId_runId_fkey" FOREIGN KEY ("organisationId", "runId") REFERENCES "CalibrationRun"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RunScore" ADD CONSTRAINT "RunScore_organisationId_applicationId_fkey" FOREIGN KEY ("organisationId", "applicationId") REFERENCES "Application"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RunCriterionScore" ADD CONSTRAINT "RunCriterionScore_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RunCriterionScore" ADD CONSTRAINT "RunCriterionScore_organisationId_runId_fkey" FOREIGN KEY ("organisationId", "runId") REFERENCES "CalibrationRun"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RunCriterionScore" ADD CONSTRAINT "RunCriterionScore_organisationId_applicationId_fkey" FOREIGN KEY ("organisationId", "applicationId") REFERENCES "Application"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RunScorecard" ADD CONSTRAINT "RunScorecard_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RunScorecard" ADD CONSTRAINT "RunScorecard_organisationId_runId_fkey" FOREIGN KEY ("organisationId", "runId") REFERENCES "CalibrationRun"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RunScorecard" ADD CONSTRAINT "RunScorecard_organisationId_scorecardId_fkey" FOREIGN KEY ("organisationId", "scorecardId") REFERENCES "Scorecard"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Packet" ADD CONSTRAINT "Packet_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Packet" ADD CONSTRAINT "Packet_organisationId_applicationId_fkey" FOREIGN KEY ("organisationId", "applicationId") REFERENCES "Application"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Packet" ADD CONSTRAINT "Packet_organisationId_runId_fkey" FOREIGN KEY ("organisationId", "runId") REFERENCES "CalibrationRun"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Packet" ADD CONSTRAINT "Packet_organisationId_frozenById_fkey" FOREIGN KEY ("organisationId", "frozenById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PacketText" ADD CONSTRAINT "PacketText_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PacketText" ADD CONSTRAINT "PacketText_organisationId_packetId_fkey" FOREIGN KEY ("organisationId", "packetId") REFERENCES "Packet"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "PacketText" ADD CONSTRAINT "PacketText_organisationId_textId_fkey" FOREIGN KEY ("organisationId", "textId") REFERENCES "Text"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Vote" ADD CONSTRAINT "Vote_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Vote" ADD CONSTRAINT "Vote_organisationId_packetId_fkey" FOREIGN KEY ("organisationId", "packetId") REFERENCES "Packet"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Vote" ADD CONSTRAINT "Vote_organisationId_userId_fkey" FOREIGN KEY ("organisationId", "userId") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Vote" ADD CONSTRAINT "Vote_organisationId_reasonTextId_fkey" FOREIGN KEY ("organisationId", "reasonTextId") REFERENCES "Text"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Recusal" ADD CONSTRAINT "Recusal_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Recusal" ADD CONSTRAINT "Recusal_organisationId_packetId_fkey" FOREIGN KEY ("organisationId", "packetId") REFERENCES "Packet"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Recusal" ADD CONSTRAINT "Recusal_organisationId_userId_fkey" FOREIGN KEY ("organisationId", "userId") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Recusal" ADD CONSTRAINT "Recusal_organisationId_reasonTextId_fkey" FOREIGN KEY ("organisationId", "reasonTextId") REFERENCES "Text"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "FlagResolution" ADD CONSTRAINT "FlagResolution_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "FlagResolution" ADD CONSTRAINT "FlagResolution_organisationId_packetId_fkey" FOREIGN KEY ("organisationId", "packetId") REFERENCES "Packet"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "FlagResolution" ADD CONSTRAINT "FlagResolution_organisationId_flagFindingId_fkey" FOREIGN KEY ("organisationId", "flagFindingId") REFERENCES "FlagFinding"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "FlagResolution" ADD CONSTRAINT "FlagResolution_organisationId_reasonTextId_fkey" FOREIGN KEY ("organisationId", "reasonTextId") REFERENCES "Text"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "FlagResolution" ADD CONSTRAINT "FlagResolution_organisationId_userId_fkey" FOREIGN KEY ("organisationId", "userId") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_organisationId_packetId_fkey" FOREIGN KEY ("organisationId", "packetId") REFERENCES "Packet"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_organisationId_runId_fkey" FOREIGN KEY ("organisationId", "runId") REFERENCES "CalibrationRun"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_organisationId_reasonTextId_fkey" FOREIGN KEY ("organisationId", "reasonTextId") REFERENCES "Text"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_organisationId_supersedesId_fkey" FOREIGN KEY ("organisationId", "supersedesId") REFERENCES "Decision"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_organisationId_decidedById_fkey" FOREIGN KEY ("organisationId", "decidedById") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Dissent" ADD CONSTRAINT "Dissent_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Dissent" ADD CONSTRAINT "Dissent_organisationId_decisionId_fkey" FOREIGN KEY ("organisationId", "decisionId") REFERENCES "Decision"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Dissent" ADD CONSTRAINT "Dissent_organisationId_userId_fkey" FOREIGN KEY ("organisationId", "userId") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Dissent" ADD CONSTRAINT "Dissent_organisationId_textId_fkey" FOREIGN KEY ("organisationId", "textId") REFERENCES "Text"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Erasure" ADD CONSTRAINT "Erasure_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Erasure" ADD CONSTRAINT "Erasure_organisationId_candidateId_fkey" FOREIGN KEY ("organisationId", "candidateId") REFERENCES "Candidate"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Erasure" ADD CONSTRAINT "Erasure_organisationId_userId_fkey" FOREIGN KEY ("organisationId", "userId") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Erasure" ADD CONSTRAINT "Erasure_organisationId_byUserId_fkey" FOREIGN KEY ("organisationId", "byUserId") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "AuditEntry" ADD CONSTRAINT "AuditEntry_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "AuditEntry" ADD CONSTRAINT "AuditEntry_organisationId_actorId_fkey" FOREIGN KEY ("organisationId", "actorId") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "AuditEntry" ADD CONSTRAINT "AuditEntry_organisationId_applicationId_fkey" FOREIGN KEY ("organisationId", "applicationId") REFERENCES "Application"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "WriteKey" ADD CONSTRAINT "WriteKey_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "WriteKey" ADD CONSTRAINT "WriteKey_organisationId_userId_fkey" FOREIGN KEY ("organisationId", "userId") REFERENCES "User"("organisationId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "AuditHead" ADD CONSTRAINT "AuditHead_organisationId_fkey" FOREIGN KEY ("organisationId") REFERENCES "Organisation"("id") ON DELETE NO ACTION ON UPDATE NO ACTION;

