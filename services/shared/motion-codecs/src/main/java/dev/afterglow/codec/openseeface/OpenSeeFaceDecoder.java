package dev.afterglow.codec.openseeface;

import dev.afterglow.codec.CountingDecoder;
import dev.afterglow.codec.FrameSink;
import dev.afterglow.codec.IgnoreReason;
import dev.afterglow.codec.Outcome;
import dev.afterglow.codec.PacketReader;
import dev.afterglow.codec.Protocol;
import dev.afterglow.codec.RejectReason;
import dev.afterglow.codec.SourceFrame;
import dev.afterglow.codec.Weights;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * OpenSeeFace over UDP, usually port 11573: {@value #FACE_BYTES} little-endian bytes a face, faces
 * one after the other. A face's id is its frame's subject, the camera computer's clock its time.
 *
 * <p>A face whose fit failed has no pose to rely on and gives no frame. Landmarks only have to be
 * numbers.
 */
public final class OpenSeeFaceDecoder extends CountingDecoder {
  /** The length of one face. */
  static final int FACE_BYTES = 1_785;

  private static final int MOST_FACES = 8;
  private static final int LANDMARK_NUMBERS = 68 + 2 * 68 + 3 * 70;
  private static final double MICROS = 1e6;
  private static final double LONGEST_US = 1e17;

  private final PacketReader reader = new PacketReader();
  private final List<SourceFrame> faces = new ArrayList<>(MOST_FACES);

  /** A decoder that has seen nothing. */
  public OpenSeeFaceDecoder() {
    super(Protocol.OPENSEEFACE, FACE_BYTES * MOST_FACES);
  }

  @Override
  protected Outcome read(ByteBuffer datagram, long arrivalUs, FrameSink sink) {
    if (datagram.remaining() % FACE_BYTES != 0) {
      return Outcome.rejected(RejectReason.WRONG_LENGTH);
    }
    reader.over(datagram, ByteOrder.LITTLE_ENDIAN);
    faces.clear();
    while (reader.good() && reader.remaining() > 0) {
      face(arrivalUs);
    }
    reader.release();
    RejectReason fault = reader.fault();
    if (fault != null) {
      return Outcome.rejected(fault);
    }
    if (faces.isEmpty()) {
      return Outcome.ignored(IgnoreReason.NOT_TRACKED);
    }
    faces.forEach(sink::accept);
    return Outcome.accepted(faces.size());
  }

  private void face(long arrivalUs) {
    double seconds = reader.f64();
    int id = reader.i32();
    numbers(2);
    float rightOpen = openness();
    float leftOpen = openness();
    boolean fitted = reader.u8() != 0;
    numbers(1 + 4);
    Optional<HeadPose> head = FacePose.read(reader);
    numbers(LANDMARK_NUMBERS);
    ShapeWeights shapes = Features.read(reader, rightOpen, leftOpen);
    if (fitted && reader.good()) {
      MotionFrame motion = new MotionFrame(arrivalUs, shapes, head, Map.of());
      faces.add(new SourceFrame(motion, id, OptionalLong.empty(), micros(seconds)));
    }
  }

  private float openness() {
    float value = reader.f32();
    if (!Weights.plausible(value)) {
      reader.fail(RejectReason.OUT_OF_RANGE);
    }
    return value;
  }

  private void numbers(int count) {
    for (int i = 0; i < count; i++) {
      reader.f32();
    }
  }

  private static OptionalLong micros(double seconds) {
    double us = seconds * MICROS;
    return Math.abs(us) <= LONGEST_US ? OptionalLong.of(Math.round(us)) : OptionalLong.empty();
  }
}
