-- The hashes of an audit chain hold the number of the organisation. One that is imported from an archive gets another number
-- here and keeps its chain, so the head says under which number the chain is hashed. null: its own.
ALTER TABLE "AuditHead" ADD COLUMN     "chainOrganisationId" INTEGER;
