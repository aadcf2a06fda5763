-- How the body of a text is to be read (ADR 019). Every row so far is plain text, and stays as it was written: its hash
-- is made as before. The constant default touches no row.
ALTER TABLE "Text" ADD COLUMN     "format" TEXT NOT NULL DEFAULT 'text';

ALTER TABLE "Text" ADD CONSTRAINT "Text_format_check" CHECK (
  format = 'text' OR (format = 'evidence/1' AND kind IN ('evidence', 'not-assessed-reason', 'notes')));
