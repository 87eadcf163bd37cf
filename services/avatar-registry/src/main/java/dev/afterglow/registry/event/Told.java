package dev.afterglow.registry.event;

import dev.afterglow.registry.transparency.Kind;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What of a change leaves the registry besides its kind and its thing: ids, digests and words of a
 * fixed vocabulary, each named here. Of people nothing does.
 */
public final class Told {
  /** The licence's epoch since. */
  public static final String EPOCH = "epoch";

  /** Why a lease is void. */
  public static final String REASON = "reason";

  /** Who holds a lease. */
  public static final String HOLDER = "holder";

  /** A lease's room. */
  public static final String ROOM_ID = "room_id";

  /** A lease's licence. */
  public static final String LICENCE_ID = "licence_id";

  /** A part's avatar. */
  public static final String AVATAR_ID = "avatar_id";

  /** A file's digest in hex. */
  public static final String SHA256 = "sha256";

  private Told() {}

  /** Of a change's details, those that are told. */
  public static Map<String, String> of(Kind kind, Map<String, ?> details) {
    Map<String, String> told = new TreeMap<>();
    for (String key : keys(kind)) {
      Object value = details.get(key);
      if (value != null) {
        told.put(key, value.toString());
      }
    }
    return told;
  }

  /** Whether others are told of it: windows of evidence are for the log alone. */
  public static boolean isTold(Kind kind) {
    return kind != Kind.EVIDENCE_WINDOW && kind != Kind.CARRIED;
  }

  private static Set<String> keys(Kind kind) {
    return switch (kind) {
      case LEASE_GRANTED, LEASE_RELEASED -> Set.of(EPOCH, HOLDER, ROOM_ID, LICENCE_ID);
      case LEASE_REVOKED -> Set.of(EPOCH, HOLDER, ROOM_ID, LICENCE_ID, REASON);
      case LICENCE_GRANTED, LICENCE_REVOKED -> Set.of(EPOCH);
      case AVATAR_REGISTERED -> Set.of(SHA256);
      case PART_SUBMITTED, PART_APPROVED, PART_REJECTED, PART_WITHDRAWN ->
          Set.of(AVATAR_ID, SHA256);
      default -> Set.of();
    };
  }
}
