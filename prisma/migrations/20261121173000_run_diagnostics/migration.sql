-- AlterTable
ALTER TABLE "CalibrationRun" ADD COLUMN     "diagnostics" TEXT NOT NULL DEFAULT 'null';
