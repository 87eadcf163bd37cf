package dev.afterglow.capture.liveness.attack;

import dev.afterglow.drive.ArkitShape;
import dev.afterglow.drive.HeadPose;
import dev.afterglow.drive.MotionFrame;
import dev.afterglow.drive.ShapeWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Makes faked drives out of genuine ones. The same seed gives the same fakes. */
final class AttackKit {
  // A careful faker adds noise: of a good tracker, of a poor one, and more than any.
  private static final double[] NOISE = {0.001, 0.003, 0.006};

  private final Random random;
  private final double noise;

  AttackKit(long seed) {
    this.random = new Random(seed);
    this.noise = NOISE[(int) (seed % NOISE.length)];
  }

  /** A recording that is played a second time in the same drive, bit for bit. */
  Attack replay(Take genuine) {
    List<MotionFrame> frames = new ArrayList<>(genuine.frames());
    append(frames, genuine.frames(), 1);
    return new Attack("replay", new Take(frames, twice(genuine.voice())), genuine.seconds() + 2);
  }

  /** A clip that runs round and round, bit for bit. */
  Attack loop(Take genuine, double loopS, double seconds) {
    Take clip = clip(genuine, loopS);
    List<MotionFrame> frames = new ArrayList<>();
    while (frames.isEmpty() || frames.getLast().timeUs() < seconds * 1e6) {
      append(frames, clip.frames(), 1);
    }
    return looped("loop", clip, frames, loopS);
  }

  /** A clip that runs round and round, each time up to 3 % slower or faster, with fresh noise. */
  Attack warpedLoop(Take genuine, double loopS, double seconds) {
    Take clip = clip(genuine, loopS);
    List<MotionFrame> frames = new ArrayList<>();
    while (frames.isEmpty() || frames.getLast().timeUs() < seconds * 1e6) {
      append(frames, clip.frames(), 0.97 + 0.06 * random.nextDouble());
    }
    return looped("time-warped loop", clip, noisy(resampled(frames), noise), loopS);
  }

  /** A clip whose end is faded into its start over half a second, with fresh noise. */
  Attack fadedLoop(Take genuine, double loopS, double seconds) {
    Take clip = clip(genuine, loopS + 0.5);
    List<MotionFrame> frames = new ArrayList<>();
    long endUs = Math.round(loopS * 1e6);
    List<MotionFrame> faded = new ArrayList<>();
    for (MotionFrame frame : clip.frames()) {
      if (frame.timeUs() < endUs) {
        double share = Math.min(1, frame.timeUs() / 5e5);
        MotionFrame tail = at(clip.frames(), Math.min(frame.timeUs() + endUs, lastUs(clip)));
        faded.add(mixed(tail.at(frame.timeUs()), frame, (float) share));
      }
    }
    while (frames.isEmpty() || frames.getLast().timeUs() < seconds * 1e6) {
      append(frames, faded, 1);
    }
    return looped("cross-faded loop", clip, noisy(frames, noise), loopS);
  }

  /** A mouth that is moved by the sound; all else lives. */
  Attack audioDriven(short[] voice, double fps) {
    Loudness loud = new Loudness(voice);
    double[] held = {0, 0};
    double quick = 1 - Math.exp(-1 / (fps * 0.03));
    double slow = 1 - Math.exp(-1 / (fps * 0.09));
    double seconds = (double) voice.length / Take.VOICE_HZ;
    List<MotionFrame> frames =
        new MadeFace(random.nextLong(), fps)
            .frames(
                seconds,
                t -> {
                  double aim = Math.tanh(1.6 * Math.max(0, loud.at(t - 0.04) - 0.15));
                  held[0] += (aim - held[0]) * (aim > held[0] ? quick : slow);
                  return 0.02 + 0.55 * held[0];
                },
                t -> {
                  held[1] += (loud.brightnessAt(t - 0.04) - held[1]) * slow;
                  return 0.3 * held[1];
                });
    return new Attack("audio-driven face", new Take(frames, voice), 20);
  }

  /** A face that stops while the frames and the voice go on. */
  Attack frozen(Take genuine, double atS) {
    List<MotionFrame> frames = stopped(genuine, atS);
    return new Attack("frozen face", new Take(frames, genuine.voice()), atS + 2);
  }

  /** A face that stops, under a made sensor noise. */
  Attack frozenUnderNoise(Take genuine, double atS) {
    List<MotionFrame> frames = noisy(stopped(genuine, atS), noise);
    return new Attack("frozen face under noise", new Take(frames, genuine.voice()), atS + 2);
  }

  /** A tape that drove another session before, played at another rate, with fresh noise. */
  Attack secondSession(Take genuine) {
    List<MotionFrame> late = new ArrayList<>();
    for (MotionFrame frame : genuine.frames()) {
      if (frame.timeUs() > 730_000) {
        late.add(frame.at(frame.timeUs() - 730_000));
      }
    }
    Take again = new Take(noisy(resampled(late), noise), new short[0]);
    return new Attack(
        "two sessions with one tape", again, 2, List.of(genuine.judge(List.of()).fingerprint()));
  }

  /** A tape that drives two rooms at once, bit for bit. */
  TwinAttack twins(Take genuine, double laterS) {
    return new TwinAttack("one tape in two open drives", genuine, genuine, laterS);
  }

  /** A tape that drives two rooms at once, in the second at another rate and with fresh noise. */
  TwinAttack twinsUnderNoise(Take genuine, double laterS) {
    Take copy = new Take(noisy(resampled(genuine.frames()), noise), genuine.voice());
    return new TwinAttack("one tape in two open drives, noise", genuine, copy, laterS);
  }

  /** The same, the second up to a minute behind. */
  TwinAttack lateTwins(Take genuine, double laterS) {
    TwinAttack attack = twinsUnderNoise(genuine, laterS);
    return new TwinAttack(
        "one tape in two open drives, noise, later", attack.first(), attack.second(), laterS);
  }

  /** A live face beside a voice that is not its own. */
  Attack otherVoice(Take genuine, short[] voice) {
    return new Attack("text-to-speech with a real face", genuine.with(voice), 20);
  }

  private Attack looped(String name, Take clip, List<MotionFrame> frames, double loopS) {
    int length = (int) (frames.getLast().timeUs() * 48 / 1_000);
    short[] voice = clip.voice().length == 0 ? clip.voice() : Take.fitted(clip.voice(), length);
    return new Attack(name, new Take(frames, voice), loopS * 1.03 + 4);
  }

  private Take clip(Take genuine, double loopS) {
    double room = genuine.seconds() - loopS;
    if (room < 0) {
      throw new IllegalArgumentException("the take is shorter than the loop");
    }
    double from = room * random.nextDouble();
    return genuine.cut(from, from + loopS);
  }

  private static void append(List<MotionFrame> frames, List<MotionFrame> clip, double stretch) {
    long stepUs = clip.get(1).timeUs() - clip.get(0).timeUs();
    long fromUs = frames.isEmpty() ? 0 : frames.getLast().timeUs() + stepUs;
    for (MotionFrame frame : clip) {
      frames.add(frame.at(fromUs + Math.round((frame.timeUs() - clip.get(0).timeUs()) * stretch)));
    }
  }

  private static List<MotionFrame> stopped(Take genuine, double atS) {
    List<MotionFrame> frames = new ArrayList<>();
    MotionFrame last = genuine.frames().getFirst();
    for (MotionFrame frame : genuine.frames()) {
      last = frame.timeUs() < atS * 1e6 ? frame : last;
      frames.add(last.at(frame.timeUs()));
    }
    return frames;
  }

  /** At 30 frames a second. */
  private static List<MotionFrame> resampled(List<MotionFrame> frames) {
    List<MotionFrame> out = new ArrayList<>();
    int i = 0;
    long fromUs = frames.getFirst().timeUs();
    for (long atUs = fromUs; atUs < frames.getLast().timeUs(); atUs += 33_333) {
      while (frames.get(i + 1).timeUs() < atUs) {
        i++;
      }
      out.add(frames.get(i).between(frames.get(i + 1), Math.max(atUs, frames.get(i).timeUs())));
    }
    return out;
  }

  private static MotionFrame at(List<MotionFrame> frames, long atUs) {
    MotionFrame found = frames.getFirst();
    for (MotionFrame frame : frames) {
      found = frame.timeUs() <= atUs ? frame : found;
    }
    return found;
  }

  private static long lastUs(Take take) {
    return take.frames().getLast().timeUs();
  }

  private static MotionFrame mixed(MotionFrame from, MotionFrame to, float share) {
    return new MotionFrame(
        to.timeUs(),
        from.shapes().lerp(to.shapes(), share),
        to.head().map(head -> from.head().orElse(head).lerp(head, share)),
        Map.of());
  }

  private List<MotionFrame> noisy(List<MotionFrame> frames, double deviation) {
    List<MotionFrame> out = new ArrayList<>();
    for (MotionFrame frame : frames) {
      ShapeWeights.Builder face = ShapeWeights.builder();
      for (ArkitShape shape : ArkitShape.values()) {
        if (frame.shapes().has(shape)) {
          double noise = deviation * random.nextGaussian();
          face.set(shape, (float) Math.clamp(frame.shapes().get(shape) + noise, 0, 1));
        }
      }
      Optional<HeadPose> head = frame.head().map(pose -> shaken(pose, deviation / 10));
      out.add(new MotionFrame(frame.timeUs(), face.build(), head, Map.of()));
    }
    return out;
  }

  private HeadPose shaken(HeadPose pose, double deviation) {
    var turn = pose.rotation();
    return new HeadPose(
        new dev.afterglow.drive.Rotation(
            turn.x() + (float) (deviation * random.nextGaussian()),
            turn.y() + (float) (deviation * random.nextGaussian()),
            turn.z() + (float) (deviation * random.nextGaussian()),
            turn.w()),
        pose.xCm(),
        pose.yCm(),
        pose.zCm());
  }

  private static short[] twice(short[] voice) {
    return Take.fitted(voice, voice.length * 2);
  }
}
