-- RenameColumn: the engine's word for a severity that is certain enough to be shown.
ALTER TABLE "RunSeverity" RENAME COLUMN "named" TO "reported";
