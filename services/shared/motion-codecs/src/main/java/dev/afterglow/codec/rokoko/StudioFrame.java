package dev.afterglow.codec.rokoko;

import dev.afterglow.codec.RejectReason;
import dev.afterglow.codec.json.JsonDatagram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What one datagram says. */
final class StudioFrame {
  private static final int MOST_ACTORS = 8;
  private static final double MICROS = 1e6;
  private static final double LONGEST_US = 1e17;

  private final List<StudioActor> actors = new ArrayList<>(1);
  private boolean versioned;
  private boolean staged;
  private OptionalLong senderTimeUs = OptionalLong.empty();

  void read(JsonDatagram json, String name) throws IOException {
    switch (name) {
      case "version" -> version(json);
      case "scene" -> {
        json.members(this::scene);
        staged = true;
      }
      case "trackers" -> json.fail(RejectReason.UNKNOWN_VERSION);
      default -> {
        // The frame rate.
      }
    }
  }

  /** Whether the datagram is a frame of version 3 at all. */
  boolean complete() {
    return versioned && staged;
  }

  List<StudioActor> actors() {
    return actors;
  }

  OptionalLong senderTimeUs() {
    return senderTimeUs;
  }

  /** 3 as a number or as a text, in which some languages write the point as a comma. */
  private void version(JsonDatagram json) throws IOException {
    String text = json.text();
    boolean three =
        text == null
            ? (int) json.number() == 3
            : text.equals("3") || text.equals("3.0") || text.equals("3,0");
    if (!three) {
      json.fail(RejectReason.UNKNOWN_VERSION);
    }
    versioned = true;
  }

  private void scene(JsonDatagram json, String name) throws IOException {
    switch (name) {
      case "timestamp" -> {
        double us = json.number() * MICROS;
        if (Math.abs(us) <= LONGEST_US) {
          senderTimeUs = OptionalLong.of(Math.round(us));
        }
      }
      case "actors" ->
          json.elements(
              MOST_ACTORS,
              element -> {
                StudioActor actor = new StudioActor();
                element.members(actor::read);
                actors.add(actor);
              });
      default -> {
        // Characters, props and cameras.
      }
    }
  }
}
