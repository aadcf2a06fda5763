-- CreateIndex
CREATE INDEX "Application_organisationId_state_id_idx" ON "Application"("organisationId", "state", "id");
