-- AlterTable
ALTER TABLE "KitDraftChange" ADD COLUMN "contentHash" TEXT;
