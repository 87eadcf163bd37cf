package dev.afterglow.commerce.room;

import java.time.Instant;

/** The counts of a room that belong to nothing smaller. */
final class RoomCounts {
  long facts;
  long duplicates;
  long quarantined;
  long overLimit;
  long platform;
  long comments;
  long likes;
  long impressions;
  long clicks;
  Instant firstFact = Instant.EPOCH;
  Instant lastFact = Instant.EPOCH;

  void happened(Instant time) {
    if (firstFact.equals(Instant.EPOCH) || time.isBefore(firstFact)) {
      firstFact = time;
    }
    if (time.isAfter(lastFact)) {
      lastFact = time;
    }
  }

  void pack(Packer header) {
    header
        .number(facts)
        .number(duplicates)
        .number(quarantined)
        .number(overLimit)
        .number(platform)
        .number(comments)
        .number(likes)
        .number(impressions)
        .number(clicks)
        .number(firstFact.getEpochSecond())
        .number(firstFact.getNano())
        .number(lastFact.getEpochSecond())
        .number(lastFact.getNano());
  }

  void unpack(Unpacker header) {
    facts = header.number();
    duplicates = header.number();
    quarantined = header.number();
    overLimit = header.number();
    platform = header.number();
    comments = header.number();
    likes = header.number();
    impressions = header.number();
    clicks = header.number();
    firstFact = Instant.ofEpochSecond(header.number(), header.number());
    lastFact = Instant.ofEpochSecond(header.number(), header.number());
  }
}
