package dev.afterglow.registry.event.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.afterglow.api.registry.v1.RegistryEvent;
import dev.afterglow.registry.event.Notice;
import dev.afterglow.registry.event.NoticeGap;
import dev.afterglow.registry.event.Told;
import java.util.HexFormat;

/** Puts notices into the message that others read. */
final class NoticeMessages {
  /** The kind of a message that tells of missing ones. */
  static final String LOST = "events.lost";

  private NoticeMessages() {}

  static byte[] bytes(Notice notice) {
    int colon = notice.thing().indexOf(':');
    return RegistryEvent.newBuilder()
        .setEventId(notice.eventId())
        .setSequence(notice.sequence())
        .setTenant(notice.tenant())
        .setKind(notice.kind())
        .setThingType(notice.thing().substring(0, colon))
        .setThingId(notice.thing().substring(colon + 1))
        .setEventTime(
            Timestamp.newBuilder()
                .setSeconds(notice.time().getEpochSecond())
                .setNanos(notice.time().getNano()))
        .setEpoch(Long.parseLong(told(notice, Told.EPOCH, "0")))
        .setReason(told(notice, Told.REASON, ""))
        .setHolder(told(notice, Told.HOLDER, ""))
        .setRoomId(told(notice, Told.ROOM_ID, ""))
        .setLicenceId(told(notice, Told.LICENCE_ID, ""))
        .setAvatarId(told(notice, Told.AVATAR_ID, ""))
        .setSha256(ByteString.copyFrom(HexFormat.of().parseHex(told(notice, Told.SHA256, ""))))
        .build()
        .toByteArray();
  }

  private static String told(Notice notice, String key, String otherwise) {
    return notice.told().getOrDefault(key, otherwise);
  }

  static byte[] bytes(NoticeGap gap) {
    return RegistryEvent.newBuilder()
        .setSequence(gap.last())
        .setTenant(gap.tenant())
        .setKind(LOST)
        .setLostCount(gap.lost())
        .setFirstLostSequence(gap.first())
        .build()
        .toByteArray();
  }
}
