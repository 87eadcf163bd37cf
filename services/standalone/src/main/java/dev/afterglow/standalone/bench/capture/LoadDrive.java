package dev.afterglow.standalone.bench.capture;

import java.io.IOException;

/** One drive under load: its device's stream, its reader's stream, and when what was sent. */
final class LoadDrive {
  private static final int MESSAGE = 5;
  // The limiter gives a voice out so much behind its packet: the contract's look_ahead_us.
  private static final long LOOK_AHEAD_US = 4_000;

  private final WireStream device;
  private final WireStream reader;
  private final boolean relayed;
  private final SentTimes motionSent = new SentTimes();
  private final SentTimes voiceSent = new SentTimes();
  private final int motionSequenceAt;
  private final int voiceSequenceAt;
  private final long offset;
  private long motion;
  private long voice;
  private long motionHeard;
  private long captureFromDeviceUs = Long.MIN_VALUE;
  private volatile boolean opened;
  private int at;

  /** Told of each message that came through. */
  interface Arrivals {
    void arrived(boolean motion, long delayNanos);
  }

  /**
   * A drive whose streams are open.
   *
   * @param relayed whether the reader gets the device's own bytes rather than pieces of a drive
   * @param offset where in the script it begins
   */
  LoadDrive(
      WireStream device, WireStream reader, boolean relayed, DriveScript script, long offset) {
    this.device = device;
    this.reader = reader;
    this.relayed = relayed;
    this.offset = offset;
    this.motionSequenceAt = script.motion(0).sequenceAt();
    this.voiceSequenceAt = script.voice(0).sequenceAt();
    this.opened = relayed;
  }

  WireStream device() {
    return device;
  }

  WireStream reader() {
    return reader;
  }

  boolean opened() {
    return opened;
  }

  boolean ended() {
    return device.ended() || reader.ended();
  }

  /** Sends the next motion; whether the connection took it. */
  boolean sendMotion(DriveScript script, long nowNanos) throws IOException {
    long sequence = motion + 1;
    motionSent.note(sequence, nowNanos);
    boolean sent = device.send(script.motion(offset + motion), sequence, nowNanos / 1_000);
    motion += sent ? 1 : 0;
    return sent;
  }

  /** Sends the next packet of voice; whether the connection took it. */
  boolean sendVoice(DriveScript script, long nowNanos) throws IOException {
    long sequence = voice + 1;
    voiceSent.note(sequence, nowNanos);
    boolean sent = device.send(script.voice(offset + voice), sequence, nowNanos / 1_000);
    voice += sent ? 1 : 0;
    return sent;
  }

  /** A message of the service to the device: of those, only pings want an answer. */
  void answer(byte[] bytes, int end) {
    at = MESSAGE;
    int tag = bytes[at++];
    if (tag == 0x0A) {
      opened = true;
    } else if (tag == 0x1A) {
      varint(bytes);
      at++;
      byte[] pong = DrivePong.of(varint(bytes), System.nanoTime() / 1_000);
      try {
        device.send(pong);
      } catch (IOException gone) {
        // The stream notices at its next read.
        return;
      }
    }
  }

  /** A message to the reader. */
  void arrived(byte[] bytes, int end, Arrivals arrivals) {
    long now = System.nanoTime();
    at = MESSAGE;
    if (at == end) {
      return;
    }
    if (relayed) {
      relayed(bytes, now, arrivals);
    } else {
      piece(bytes, end, now, arrivals);
    }
  }

  private void relayed(byte[] bytes, long now, Arrivals arrivals) {
    int tag = bytes[at];
    if (tag == 0x12) {
      at = MESSAGE + motionSequenceAt;
      arrivals.arrived(true, motionSent.since(varint(bytes), now));
    } else if (tag == 0x1A) {
      at = MESSAGE + voiceSequenceAt;
      arrivals.arrived(false, voiceSent.since(varint(bytes), now));
    }
  }

  /** Field 1 is the cursor, field 3 motion, field 4 voice, field 8 a piece that came with it. */
  private void piece(byte[] bytes, int end, long now, Arrivals arrivals) {
    while (at < end) {
      int tag = bytes[at++];
      if ((tag & 7) != 2) {
        varint(bytes);
        continue;
      }
      int length = (int) varint(bytes);
      int next = at + length;
      if (tag == 0x1A) {
        motion(bytes, now, arrivals);
      } else if (tag == 0x22) {
        voice(bytes, now, arrivals);
      } else if (tag == 0x42) {
        piece(bytes, next, now, arrivals);
      }
      at = next;
    }
  }

  /** The time of capture; then the sample: its sequence, and the device's time. */
  private void motion(byte[] bytes, long now, Arrivals arrivals) {
    at++;
    long captureUs = varint(bytes);
    at++;
    varint(bytes);
    at++;
    long sequence = varint(bytes);
    at++;
    long deviceUs = varint(bytes);
    // One that bridges a hole repeats the sequence before it.
    if (sequence > motionHeard) {
      motionHeard = sequence;
      captureFromDeviceUs = captureUs - deviceUs;
      arrivals.arrived(true, motionSent.since(sequence, now));
    }
  }

  /** The time of capture, by which the packet is found that brought the newest of the sound. */
  private void voice(byte[] bytes, long now, Arrivals arrivals) {
    at++;
    long captureUs = varint(bytes);
    if (captureFromDeviceUs == Long.MIN_VALUE) {
      return;
    }
    long deviceUs = captureUs - captureFromDeviceUs + LOOK_AHEAD_US;
    long sequence = voiceSent.nearest(deviceUs * 1_000);
    if (sequence > 0) {
      arrivals.arrived(false, voiceSent.since(sequence, now));
    }
  }

  private long varint(byte[] bytes) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte part = bytes[at++];
      value |= (long) (part & 0x7F) << shift;
      if (part >= 0) {
        return value;
      }
    }
  }
}
