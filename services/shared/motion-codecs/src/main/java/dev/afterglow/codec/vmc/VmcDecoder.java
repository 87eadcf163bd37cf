package dev.afterglow.codec.vmc;

import dev.afterglow.codec.CountingDecoder;
import dev.afterglow.codec.FrameSink;
import dev.afterglow.codec.IgnoreReason;
import dev.afterglow.codec.Outcome;
import dev.afterglow.codec.Protocol;
import dev.afterglow.codec.RejectReason;
import dev.afterglow.codec.SourceFrame;
import dev.afterglow.codec.Turns;
import dev.afterglow.codec.Weights;
import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HumanoidBone;
import dev.afterglow.drive.Rotation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * VMC, performer to marionette: OSC over UDP, usually port 39539.
 *
 * <p>A frame is what has come since the last {@code /VMC/Ext/Blend/Apply} when the next one comes,
 * in however many datagrams. A body without a face has no Apply: there a bone that comes a second
 * time begins the next frame. The specification is silent on that case; the rule is this project's.
 *
 * <p>Bones are Unity's: local, left-handed, Y-up, +Z forward, and for a normalised VRM avatar
 * relative to the T-pose. Converted by {@link Turns#ofUnity}. Positions of bones, the root and
 * cameras are passed over.
 *
 * <p>The headset ({@code /VMC/Ext/Hmd/Pos}) is taken for the eyes, and a controller or tracker
 * whose serial is {@code LeftHand}, {@code RightHand} or {@code Head} for what Unity's bone of that
 * name is; other serials say nothing of where a device is worn and are passed over. A wrist counts
 * against the eyes of the same frame, where its arm did not come as bones, and no farther than 2 m;
 * how the device is turned says nothing of the hand. Where nothing but devices comes, one that
 * comes a second time begins the next frame.
 *
 * <p>Weights have no range in the specification; VRM's is 0 to 1, so they are clamped to it. Names
 * that the alias tables do not hold are passed over: avatars have shapes of their own.
 *
 * <p>While the sender says that no model is loaded ({@code /VMC/Ext/OK 0}), nothing it sends makes
 * a frame. {@code /VMC/Ext/T} gives the sender's time.
 */
public final class VmcDecoder extends CountingDecoder {
  private static final int LONGEST_BYTES = 65_507;
  private static final int MOST_FRAMES = 32;
  private static final float FARTHEST_M = 100;

  private final OscPacket packet = new OscPacket();
  private final OscMessage message = new OscMessage();
  private final Pending pending = new Pending();
  private final Pending before = new Pending();
  private final List<SourceFrame> done = new ArrayList<>(MOST_FRAMES);
  private boolean motion;

  /** A decoder that has seen nothing. */
  public VmcDecoder() {
    super(Protocol.VMC, LONGEST_BYTES);
  }

  @Override
  protected Outcome read(ByteBuffer datagram, long arrivalUs, FrameSink sink) {
    RejectReason fault = packet.split(datagram);
    if (fault != null) {
      return Outcome.rejected(fault);
    }
    before.copy(pending);
    done.clear();
    motion = false;
    fault = messages(datagram, arrivalUs);
    message.release();
    if (fault != null) {
      pending.copy(before);
      return Outcome.rejected(fault);
    }
    done.forEach(sink::accept);
    return outcome();
  }

  private Outcome outcome() {
    if (!motion) {
      return Outcome.ignored(IgnoreReason.NOT_MOTION);
    }
    return pending.loaded() || !done.isEmpty()
        ? Outcome.accepted(done.size())
        : Outcome.ignored(IgnoreReason.NOT_TRACKED);
  }

  private @Nullable RejectReason messages(ByteBuffer datagram, long arrivalUs) {
    for (int i = 0; i < packet.count(); i++) {
      message.over(datagram, packet.from(i), packet.to(i));
      if (message.fault() == null) {
        take(datagram, arrivalUs);
      }
      if (message.fault() != null) {
        return message.fault();
      }
    }
    return null;
  }

  private void take(ByteBuffer datagram, long arrivalUs) {
    VmcNames.Address address =
        VmcNames.ADDRESSES.find(datagram, message.addressFrom(), message.addressTo());
    if (address == null) {
      return;
    }
    switch (address) {
      case BLEND_VALUE -> blend(datagram);
      case BLEND_APPLY -> {
        motion = true;
        commit(arrivalUs);
      }
      case BONE -> bone(datagram, arrivalUs);
      case HEADSET -> tracker(datagram, arrivalUs, VmcNames.Tracker.EYES);
      case TRACKER -> tracker(datagram, arrivalUs, null);
      case STATE -> pending.setLoaded(message.number() != 0);
      case TIME -> pending.setSeconds(message.number());
    }
  }

  private void blend(ByteBuffer datagram) {
    motion = true;
    message.text();
    float value = message.number();
    if (message.fault() != null) {
      return;
    }
    ArkitShape shape = VmcNames.SHAPES.find(datagram, message.textFrom(), message.textTo());
    VrmExpression expression =
        shape != null
            ? null
            : VmcNames.EXPRESSIONS.find(datagram, message.textFrom(), message.textTo());
    if ((shape != null || expression != null) && !Weights.plausible(value)) {
      message.fail(RejectReason.OUT_OF_RANGE);
    } else if (shape != null) {
      pending.set(shape, value);
    } else if (expression != null) {
      pending.set(expression, value);
    }
  }

  private void bone(ByteBuffer datagram, long arrivalUs) {
    motion = true;
    message.text();
    HumanoidBone bone =
        message.fault() != null
            ? null
            : VmcNames.BONES.find(datagram, message.textFrom(), message.textTo());
    for (int i = 0; i < 3; i++) {
      message.number();
    }
    Rotation rotation =
        Turns.ofUnity(message.number(), message.number(), message.number(), message.number());
    if (message.fault() != null || bone == null) {
      return;
    }
    if (rotation == null) {
      message.fail(RejectReason.OUT_OF_RANGE);
      return;
    }
    if (pending.bodyAloneHas(bone)) {
      commit(arrivalUs);
    }
    pending.set(bone, rotation);
  }

  /** A device; one whose serial says nothing of where it is worn is passed over. */
  private void tracker(ByteBuffer datagram, long arrivalUs, VmcNames.@Nullable Tracker known) {
    message.text();
    VmcNames.Tracker tracker =
        known != null || message.fault() != null
            ? known
            : VmcNames.TRACKERS.find(datagram, message.textFrom(), message.textTo());
    // A mirror in the YZ plane, as in Turns.ofUnity.
    float x = -message.number();
    float y = message.number();
    float z = message.number();
    if (message.fault() != null || tracker == null) {
      return;
    }
    if (Math.max(Math.abs(x), Math.max(Math.abs(y), Math.abs(z))) > FARTHEST_M) {
      message.fail(RejectReason.OUT_OF_RANGE);
      return;
    }
    motion = true;
    if (pending.trackersAloneHave(tracker)) {
      commit(arrivalUs);
    }
    pending.set(tracker, x, y, z);
  }

  private void commit(long arrivalUs) {
    if (done.size() == MOST_FRAMES) {
      message.fail(RejectReason.TOO_MANY);
      return;
    }
    if (pending.loaded() && !pending.isEmpty()) {
      done.add(pending.frame(arrivalUs));
    }
    pending.clear();
  }
}
