package dev.afterglow.agent.listen;

import dev.afterglow.agent.source.SourceSpec;
import dev.afterglow.codec.Resend;
import dev.afterglow.codec.facemotion3d.FaceMotion3dRequest;
import dev.afterglow.codec.ifacialmocap.IFacialMocapRequest;
import dev.afterglow.codec.vtubestudio.VtsRequest;
import java.util.List;
import java.util.Optional;

/** What is said to a phone so that it sends, always over UDP. For one thread. */
final class Request {
  // Half of it is the interval, so two requests may get lost before the phone stops.
  private static final double VTS_SECONDS = 5;

  private final int phonePort;
  private final byte[] datagram;
  private final Optional<byte[]> farewell;
  private final Resend resend;

  private Request(int phonePort, byte[] datagram, Optional<byte[]> farewell, Resend resend) {
    this.phonePort = phonePort;
    this.datagram = datagram;
    this.farewell = farewell;
    this.resend = resend;
  }

  /**
   * What a kind of source is asked with; empty where it cannot be asked.
   *
   * @param port where the answer is to come, on this machine
   */
  static Optional<Request> of(SourceSpec spec, int port) {
    return spec.peer().isEmpty()
        ? Optional.empty()
        : usual(spec, port).map(it -> it.at(spec.peerPort().orElse(it.phonePort)));
  }

  /** Where the phone listens. */
  int phonePort() {
    return phonePort;
  }

  /** The request itself; not to be changed. */
  byte[] datagram() {
    return datagram;
  }

  /** What ends the stream, where the app knows such a word. */
  Optional<byte[]> farewell() {
    return farewell;
  }

  /** When to say it again. */
  Resend resend() {
    return resend;
  }

  private static Optional<Request> usual(SourceSpec spec, int port) {
    return switch (spec.kind()) {
      case IFACIALMOCAP -> Optional.of(iFacialMocap(IFacialMocapRequest.UDP_V2, Optional.empty()));
      case IFACIALMOCAP_TCP ->
          Optional.of(
              iFacialMocap(
                  IFacialMocapRequest.TCP_V2,
                  Optional.of(IFacialMocapRequest.TCP_STOP.datagram())));
      case FACEMOTION3D -> Optional.of(faceMotion3d(FaceMotion3dRequest.UDP));
      case FACEMOTION3D_TCP -> Optional.of(faceMotion3d(FaceMotion3dRequest.TCP));
      case VTUBE_STUDIO -> {
        VtsRequest request = new VtsRequest(VTS_SECONDS, "Afterglow agent", List.of(port));
        yield Optional.of(
            new Request(
                VtsRequest.PHONE_PORT, request.datagram(), Optional.empty(), request.resend()));
      }
      case LIVE_LINK,
          OPENSEEFACE,
          VMC,
          MOCOPI,
          ROKOKO,
          XSENS,
          XSENS_TCP,
          AXIS_NEURON,
          AXIS_NEURON_TCP ->
          Optional.empty();
    };
  }

  private Request at(int otherPort) {
    return new Request(otherPort, datagram, farewell, resend);
  }

  private static Request iFacialMocap(IFacialMocapRequest request, Optional<byte[]> farewell) {
    return new Request(
        IFacialMocapRequest.PHONE_PORT, request.datagram(), farewell, IFacialMocapRequest.resend());
  }

  private static Request faceMotion3d(FaceMotion3dRequest request) {
    return new Request(
        FaceMotion3dRequest.PHONE_PORT,
        request.datagram(),
        Optional.of(FaceMotion3dRequest.STOP.datagram()),
        FaceMotion3dRequest.resend());
  }
}
