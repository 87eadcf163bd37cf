package dev.afterglow.agent.source;

import dev.afterglow.codec.Axes;
import dev.afterglow.codec.MotionDecoder;
import dev.afterglow.codec.Protocol;
import dev.afterglow.codec.StreamCutter;
import dev.afterglow.codec.axisneuron.AxisNeuronDecoder;
import dev.afterglow.codec.axisneuron.NeuronCutter;
import dev.afterglow.codec.facemotion3d.FaceMotion3dDecoder;
import dev.afterglow.codec.facetext.PositionUnit;
import dev.afterglow.codec.ifacialmocap.IFacialMocapDecoder;
import dev.afterglow.codec.livelink.LiveLinkDecoder;
import dev.afterglow.codec.mocopi.MocopiDecoder;
import dev.afterglow.codec.openseeface.OpenSeeFaceDecoder;
import dev.afterglow.codec.rokoko.RokokoDecoder;
import dev.afterglow.codec.vmc.VmcDecoder;
import dev.afterglow.codec.vtubestudio.VtubeStudioDecoder;
import dev.afterglow.codec.xsens.UpAxis;
import dev.afterglow.codec.xsens.XsensCutter;
import dev.afterglow.codec.xsens.XsensDecoder;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** The sources that the agent listens for, each with the port that its makers chose. */
public enum SourceKind {
  LIVE_LINK("livelink", Protocol.LIVE_LINK, Wire.UDP, 11_111, Captures.CAMERA),
  IFACIALMOCAP("ifacialmocap", Protocol.IFACIALMOCAP, Wire.UDP, 49_983, Captures.CAMERA),
  IFACIALMOCAP_TCP(
      "ifacialmocap-tcp", Protocol.IFACIALMOCAP, Wire.TCP_ACCEPT, 49_986, Captures.CAMERA),
  FACEMOTION3D("facemotion3d", Protocol.FACEMOTION3D, Wire.UDP, 49_993, Captures.CAMERA),
  FACEMOTION3D_TCP(
      "facemotion3d-tcp", Protocol.FACEMOTION3D, Wire.TCP_ACCEPT, 49_986, Captures.CAMERA),
  VTUBE_STUDIO("vtubestudio", Protocol.VTUBE_STUDIO, Wire.UDP, 21_412, Captures.CAMERA),
  OPENSEEFACE("openseeface", Protocol.OPENSEEFACE, Wire.UDP, 11_573, Captures.CAMERA),
  VMC("vmc", Protocol.VMC, Wire.UDP, 39_539, Captures.UNKNOWN),
  MOCOPI("mocopi", Protocol.MOCOPI, Wire.UDP, 12_351, Captures.WEARABLE),
  ROKOKO("rokoko", Protocol.ROKOKO, Wire.UDP, 14_043, Captures.WEARABLE),
  XSENS("xsens", Protocol.XSENS, Wire.UDP, 9_763, Captures.WEARABLE),
  XSENS_TCP("xsens-tcp", Protocol.XSENS, Wire.TCP_ACCEPT, 9_763, Captures.WEARABLE),
  AXIS_NEURON("axisneuron", Protocol.AXIS_NEURON, Wire.UDP, 7_001, Captures.WEARABLE),
  AXIS_NEURON_TCP("axisneuron-tcp", Protocol.AXIS_NEURON, Wire.TCP_DIAL, 7_001, Captures.WEARABLE);

  private final String key;
  private final Protocol protocol;
  private final Wire wire;
  private final int usualPort;
  private final Captures captures;

  /** Cuts a byte stream into datagrams for the decoder. */
  @FunctionalInterface
  public interface Cutter {
    /** Takes the next bytes; the datagrams are good during the call only. */
    void feed(ByteBuffer chunk, Consumer<ByteBuffer> datagrams);
  }

  SourceKind(String key, Protocol protocol, Wire wire, int usualPort, Captures captures) {
    this.key = key;
    this.protocol = protocol;
    this.wire = wire;
    this.usualPort = usualPort;
    this.captures = captures;
  }

  /** The kind of that name, as {@link #key()} gives it. */
  public static Optional<SourceKind> find(String key) {
    return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
  }

  /** A short lower-case name, for example {@code livelink}. */
  public String key() {
    return key;
  }

  /** What it speaks. */
  public Protocol protocol() {
    return protocol;
  }

  /** How it comes. */
  public Wire wire() {
    return wire;
  }

  /** The port of this machine to which it is sent, or, where this machine calls, the source's. */
  public int usualPort() {
    return usualPort;
  }

  /** What stands behind it. */
  public Captures captures() {
    return captures;
  }

  /** Whether it may track shapes of the face. */
  public boolean tracksFace() {
    return switch (protocol) {
      case VMC, LIVE_LINK, IFACIALMOCAP, FACEMOTION3D, OPENSEEFACE, VTUBE_STUDIO, ROKOKO -> true;
      case MOCOPI, XSENS, AXIS_NEURON -> false;
    };
  }

  /** Whether it may track bones. */
  public boolean tracksBody() {
    return switch (protocol) {
      case VMC, MOCOPI, ROKOKO, XSENS, AXIS_NEURON -> true;
      case LIVE_LINK, IFACIALMOCAP, FACEMOTION3D, OPENSEEFACE, VTUBE_STUDIO -> false;
    };
  }

  /** Whether it is heard without its address, and on a port that no other kind has. */
  public boolean heardByDefault() {
    return !wantsPeer() && this != FACEMOTION3D_TCP;
  }

  /** Whether it sends nothing unless its address is known. */
  public boolean wantsPeer() {
    return wire == Wire.TCP_DIAL || this == VTUBE_STUDIO;
  }

  /** A decoder that has seen nothing. */
  public MotionDecoder decoder() {
    return switch (protocol) {
      case VMC -> new VmcDecoder();
      case LIVE_LINK -> new LiveLinkDecoder();
      case IFACIALMOCAP -> new IFacialMocapDecoder(PositionUnit.BY_SIZE);
      case FACEMOTION3D -> new FaceMotion3dDecoder(PositionUnit.BY_SIZE);
      case OPENSEEFACE -> new OpenSeeFaceDecoder();
      case VTUBE_STUDIO -> new VtubeStudioDecoder(Axes.UNITY);
      case MOCOPI -> new MocopiDecoder(Axes.DRIVE);
      case ROKOKO -> new RokokoDecoder();
      case XSENS -> new XsensDecoder(UpAxis.Z);
      case AXIS_NEURON -> new AxisNeuronDecoder();
    };
  }

  /**
   * A cutter at the start of a stream.
   *
   * @throws IllegalStateException for a source that sends datagrams
   */
  public Cutter cutter() {
    return switch (this) {
      case IFACIALMOCAP_TCP -> {
        StreamCutter cutter = IFacialMocapDecoder.tcpCutter();
        yield cutter::feed;
      }
      case FACEMOTION3D_TCP -> {
        StreamCutter cutter = FaceMotion3dDecoder.tcpCutter();
        yield cutter::feed;
      }
      case XSENS_TCP -> {
        XsensCutter cutter = new XsensCutter();
        yield cutter::feed;
      }
      case AXIS_NEURON_TCP -> {
        NeuronCutter cutter = new NeuronCutter();
        yield cutter::feed;
      }
      default -> throw new IllegalStateException(key + " comes in datagrams");
    };
  }
}
