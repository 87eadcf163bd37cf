package dev.afterglow.codec;

/** What capture apps and suits speak. */
public enum Protocol {
  VMC("vmc", 39_539),
  LIVE_LINK("livelink", 11_111),
  IFACIALMOCAP("ifacialmocap", 49_983),
  FACEMOTION3D("facemotion3d", 49_993),
  OPENSEEFACE("openseeface", 11_573),
  VTUBE_STUDIO("vtubestudio", 21_412),
  MOCOPI("mocopi", 12_351),
  ROKOKO("rokoko", 14_043),
  XSENS("xsens", 9_763),
  AXIS_NEURON("axisneuron", 7_001);

  private final String key;
  private final int usualPort;

  Protocol(String key, int usualPort) {
    this.key = key;
    this.usualPort = usualPort;
  }

  /** A short lower-case name for settings and meters, for example {@code livelink}. */
  public String key() {
    return key;
  }

  /** The port that the makers of the sending programs chose. */
  public int usualPort() {
    return usualPort;
  }
}
