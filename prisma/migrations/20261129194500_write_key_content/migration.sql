-- AlterTable
ALTER TABLE "WriteKey" ADD COLUMN     "contentHash" TEXT;

-- The key itself is no longer stored: content is hashed under it.
UPDATE "WriteKey" SET "key" = encode(sha256(convert_to("key", 'UTF8')), 'hex');
