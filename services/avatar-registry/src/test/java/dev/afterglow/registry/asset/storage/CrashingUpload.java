package dev.afterglow.registry.asset.storage;

import dev.afterglow.registry.asset.FolderStore;
import dev.afterglow.registry.asset.Landing;
import dev.afterglow.registry.avatar.IncomingFile;
import dev.afterglow.registry.avatar.UploadPlan;
import dev.afterglow.registry.running.RegistryCaller;
import dev.afterglow.registry.running.TinyAvatar;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * A process that takes an avatar in and ends as if it were killed: behind the file, or within it.
 */
final class CrashingUpload {
  private CrashingUpload() {}

  /** What it takes in. */
  static byte[] file(int salt) {
    return TinyAvatar.glb(salt);
  }

  public static void main(String[] args) throws Exception {
    Path root = Path.of(args[0]);
    byte[] bytes = file(Integer.parseInt(args[1]));
    UploadPlan plan =
        new UploadPlan(
            "owner",
            "tiny",
            bytes.length,
            HexFormat.of().formatHex(RegistryCaller.sha256(bytes)),
            "",
            "");
    IncomingFile file =
        IncomingFile.open(plan, new Landing(root.resolve("incoming")), new FolderStore(root));
    boolean whole = args[2].equals("kept");
    file.take(ByteBuffer.wrap(bytes, 0, whole ? bytes.length : bytes.length / 2));
    if (whole) {
      file.finish();
    }
    // Nothing that was to be closed is closed, as after a kill.
    Runtime.getRuntime().halt(137);
  }

  static int run(Path root, int salt, String until) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            CrashingUpload.class.getName(),
            root.toString(),
            Integer.toString(salt),
            until)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
