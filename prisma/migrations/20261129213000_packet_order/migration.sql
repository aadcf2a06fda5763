-- The place of a packet in the order of events, beside the grants: which roles somebody gave themselves after it was sent
-- is decided by numbers, not by the clocks of two servers (ADR 015).
ALTER TABLE "Packet" ADD COLUMN     "frozenOrder" INTEGER NOT NULL DEFAULT 0;

-- Packets sent before are ordered by their times: nothing better is known of them. The table refuses changes, so its
-- guard rests meanwhile.
ALTER TABLE "Packet" DISABLE TRIGGER refuse_change;
UPDATE "Packet" p SET "frozenOrder" = coalesce(
  (SELECT max(g."grantedOrder") FROM "Grant" g WHERE g."organisationId" = p."organisationId" AND g."grantedAt" <= p."frozenAt"), 0);
ALTER TABLE "Packet" ENABLE TRIGGER refuse_change;

CREATE FUNCTION order_packet() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."frozenOrder" := nextval('event_order');
  RETURN NEW;
END $$;
CREATE TRIGGER order_packet BEFORE INSERT ON "Packet" FOR EACH ROW EXECUTE FUNCTION order_packet();
