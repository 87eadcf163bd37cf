package dev.afterglow.agent.play;

import dev.afterglow.agent.source.SourceKind;
import dev.afterglow.codec.SourceFrame;
import dev.afterglow.codec.vmc.VmcWriter;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.tape.FrameCursor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tape of frames: to a port they go as VMC. */
final class MotionReel implements Reel {
  private final FrameCursor cursor;
  private final VmcWriter writer = new VmcWriter();
  private @Nullable MotionFrame next;
  private boolean begun;
  private long firstUs;
  private long given;

  MotionReel(FrameCursor cursor) {
    this.cursor = cursor;
  }

  @Override
  public List<SourceKind> kinds() {
    return List.of(SourceKind.VMC);
  }

  @Override
  public long nextUs() throws IOException {
    if (next == null) {
      next = cursor.next();
    }
    if (next == null) {
      return -1;
    }
    if (!begun) {
      begun = true;
      firstUs = next.timeUs();
    }
    return next.timeUs() - firstUs;
  }

  @Override
  public void give(Outlet outlet, long nowUs) {
    MotionFrame frame = next;
    if (frame == null) {
      return;
    }
    next = null;
    given++;
    switch (outlet) {
      case Outlet.ToPort port ->
          port.port().send(ByteBuffer.wrap(writer.datagram(frame)), SourceKind.VMC.usualPort());
      case Outlet.ToDrive drive -> drive.hearing().frame(0, SourceFrame.of(frame.at(nowUs)));
    }
  }

  @Override
  public long given() {
    return given;
  }

  @Override
  public void close() throws IOException {
    cursor.close();
  }
}
