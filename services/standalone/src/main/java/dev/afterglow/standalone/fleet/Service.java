package dev.afterglow.standalone.fleet;

import java.util.List;

/** The five services, with what differs between their processes. */
public enum Service {
  /** Takes drives in. */
  CAPTURE_INGEST("capture-ingest", "capture", 160, Compiler.QUICK),
  /** Draws and encodes; its frames, buffers and the encoder live outside the Java heap. */
  RENDER_WORKER("render-worker", "render", 512, Compiler.FULL),
  /** People, avatars, licences and leases; an upload of an avatar passes through its heap. */
  AVATAR_REGISTRY("avatar-registry", "registry", 384, Compiler.QUICK),
  /**
   * Facts and figures. What it holds lives long, so the old generation gets what the JVM would keep
   * for the young one.
   */
  COMMERCE_ANALYTICS(
      "commerce-analytics", "commerce", 288, Compiler.QUICK, List.of("-XX:MaxNewSize=48m")),
  /** The control room and the page. */
  STUDIO("studio", "studio", 256, Compiler.QUICK);

  /** The system property by which all services get the full compiler. */
  public static final String FULL_COMPILER = "afterglow.standalone.full-compiler";

  /**
   * How hard the JVM compiles. The full compiler pays off where the same loop runs for every
   * vertex; for the rest the quick one alone starts sooner and leaves the cores to the worker.
   */
  private enum Compiler {
    QUICK(List.of("-XX:TieredStopAtLevel=1")),
    FULL(List.of());

    private final List<String> flags;

    Compiler(List<String> flags) {
      this.flags = flags;
    }
  }

  private final String moduleName;
  private final String clientName;
  private final int heapMiB;
  private final Compiler compiler;
  private final List<String> heapFlags;

  Service(String moduleName, String clientName, int heapMiB, Compiler compiler) {
    this(moduleName, clientName, heapMiB, compiler, List.of());
  }

  Service(
      String moduleName,
      String clientName,
      int heapMiB,
      Compiler compiler,
      List<String> heapFlags) {
    this.moduleName = moduleName;
    this.clientName = clientName;
    this.heapMiB = heapMiB;
    this.compiler = compiler;
    this.heapFlags = heapFlags;
  }

  /** The module's name, which is also the process' and the log's. */
  public String moduleName() {
    return moduleName;
  }

  /** What other services call their client of it. */
  public String clientName() {
    return clientName;
  }

  /**
   * How its JVM is run: as one of five on a small machine, or, where {@value #FULL_COMPILER} is
   * {@code true}, with the full compiler, as an installation with cores of its own runs it.
   */
  public List<String> jvmFlags() {
    List<String> flags =
        new java.util.ArrayList<>(
            List.of(
                "-Xmx" + heapMiB + "m",
                "-Xss512k",
                // Small heaps on few cores: the serial collector has the least threads and memory.
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
    flags.addAll(heapFlags);
    flags.addAll((Boolean.getBoolean(FULL_COMPILER) ? Compiler.FULL : compiler).flags);
    return List.copyOf(flags);
  }
}
