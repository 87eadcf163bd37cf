package dev.afterglow.tape.jsonlines;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.Rotation;
import dev.afterglow.drive.WristPose;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.Optional;

/** Writes frames as a JSON Lines tape that {@link JsonLinesTape} reads back. For one thread. */
public final class JsonLinesWriter implements Closeable {
  private final JsonGenerator out;

  /** Writes to a stream, which {@link #close()} closes. */
  public JsonLinesWriter(OutputStream out) throws IOException {
    this.out = new JsonFactory().createGenerator(out).setRootValueSeparator(null);
  }

  /** Appends a frame; its time is kept to the microsecond. */
  public void write(MotionFrame frame) throws IOException {
    out.writeStartObject();
    out.writeFieldName("t_ms");
    if (frame.timeUs() % 1000 == 0) {
      out.writeNumber(frame.timeUs() / 1000);
    } else {
      out.writeNumber(frame.timeUs() / 1000.0);
    }
    out.writeObjectFieldStart("shapes");
    for (Map.Entry<ArkitShape, Float> shape : frame.shapes().asMap().entrySet()) {
      out.writeNumberField(shape.getKey().arkitName(), shape.getValue());
    }
    out.writeEndObject();
    if (frame.head().isPresent()) {
      writeHead(frame.head().get());
    }
    if (!frame.bones().isEmpty()) {
      writeBones(frame.bones());
    }
    writeWrist("left_wrist", frame.wrists().left());
    writeWrist("right_wrist", frame.wrists().right());
    out.writeEndObject();
    out.writeRaw('\n');
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void writeHead(HeadPose head) throws IOException {
    Rotation q = head.rotation();
    float x = q.x();
    float y = q.y();
    float z = q.z();
    float w = q.w();
    float[] columns = {
      1 - 2 * (y * y + z * z),
      2 * (x * y + z * w),
      2 * (x * z - y * w),
      0,
      2 * (x * y - z * w),
      1 - 2 * (x * x + z * z),
      2 * (y * z + x * w),
      0,
      2 * (x * z + y * w),
      2 * (y * z - x * w),
      1 - 2 * (x * x + y * y),
      0,
      head.xCm(),
      head.yCm(),
      head.zCm(),
      1
    };
    out.writeFieldName("head");
    writeNumbers(columns);
  }

  private void writeBones(Map<HumanoidBone, Rotation> bones) throws IOException {
    out.writeObjectFieldStart("bones");
    for (Map.Entry<HumanoidBone, Rotation> bone : bones.entrySet()) {
      Rotation q = bone.getValue();
      out.writeFieldName(bone.getKey().vrmName());
      writeNumbers(new float[] {q.x(), q.y(), q.z(), q.w()});
    }
    out.writeEndObject();
  }

  private void writeWrist(String name, Optional<WristPose> wrist) throws IOException {
    if (wrist.isEmpty()) {
      return;
    }
    WristPose at = wrist.get();
    out.writeFieldName(name);
    if (at.turn().isEmpty()) {
      writeNumbers(new float[] {at.xM(), at.yM(), at.zM()});
    } else {
      Rotation q = at.turn().get();
      writeNumbers(new float[] {at.xM(), at.yM(), at.zM(), q.x(), q.y(), q.z(), q.w()});
    }
  }

  private void writeNumbers(float[] values) throws IOException {
    out.writeStartArray();
    for (float value : values) {
      out.writeNumber(value);
    }
    out.writeEndArray();
  }
}
