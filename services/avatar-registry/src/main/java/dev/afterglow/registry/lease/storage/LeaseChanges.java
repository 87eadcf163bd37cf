package dev.afterglow.registry.lease.storage;

import dev.afterglow.registry.decision.DenialReason;
import dev.afterglow.registry.storage.StoredJson;
import dev.afterglow.registry.transparency.Change;
import dev.afterglow.registry.transparency.Kind;
import dev.afterglow.registry.transparency.storage.Changes;
import dev.afterglow.registry.use.IntendedUse;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** What the log is told of leases. */
final class LeaseChanges {
  private LeaseChanges() {}

  static Change granted(LeaseEntity row) {
    return change(
        Kind.LEASE_GRANTED,
        row,
        Map.of(
            "use",
            StoredJson.record(row.intendedUse, IntendedUse.class),
            "licensor",
            row.licensorSubjectId,
            "avatar_sha256",
            row.avatarSha256,
            "ttl_ms",
            row.ttlMs));
  }

  static Change released(LeaseEntity row) {
    return change(Kind.LEASE_RELEASED, row, Map.of());
  }

  static Change revoked(LeaseEntity row, DenialReason reason) {
    return change(Kind.LEASE_REVOKED, row, Map.of("reason", reason.name()));
  }

  private static Change change(Kind kind, LeaseEntity row, Map<String, ?> further) {
    Map<String, Object> details = new HashMap<>(further);
    details.put("holder", row.holder);
    details.put("room_id", row.roomId);
    details.put("licence_id", row.licenceId);
    details.put("epoch", kind == Kind.LEASE_REVOKED ? row.newEpoch : row.epoch);
    return Changes.of(
        kind,
        "lease:" + row.leaseId,
        new HashSet<>(List.of(row.driverSubjectId, row.licensorSubjectId)),
        details);
  }
}
