-- A value that is added to an enum cannot be used before its transaction is committed, so it has a migration of its own.
ALTER TYPE "ImportState" ADD VALUE 'undone';
