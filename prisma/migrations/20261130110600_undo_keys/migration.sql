-- AlterTable
ALTER TABLE "KitDraftChange" ADD COLUMN "turnKey" TEXT;
