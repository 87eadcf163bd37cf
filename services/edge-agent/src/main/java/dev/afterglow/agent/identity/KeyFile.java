package dev.afterglow.agent.identity;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Where a device's key is kept: a small text file that only its owner may read or write (0600).
 *
 * @param path the file
 */
public record KeyFile(Path path) {
  private static final long LONGEST_BYTES = 4_096;
  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  /**
   * What the file holds.
   *
   * @param signer the key
   * @param requestId the UUID of the pairing, so that repeating it pairs no second device
   * @param deviceId the device's UUID; empty before it is paired
   */
  public record Identity(Signer signer, String requestId, Optional<String> deviceId) {
    /** The same device, paired. */
    public Identity paired(String newDeviceId) {
      return new Identity(signer, requestId, Optional.of(newDeviceId));
    }
  }

  /**
   * Reads the file; empty when there is none.
   *
   * @throws IdentityException when others may read it, or it is damaged
   */
  public Optional<Identity> load() throws IOException {
    Properties properties = new Properties();
    try {
      refuseOpenFile();
      if (Files.size(path) > LONGEST_BYTES) {
        throw new IdentityException(path + " is no key file.");
      }
      try (Reader in = new StringReader(Files.readString(path, StandardCharsets.UTF_8))) {
        properties.load(in);
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw damaged();
    }
    return Optional.of(identity(properties));
  }

  /** Writes the file in one step, readable by its owner alone. */
  public void save(Identity identity) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder, ownerOnly("rwx------"));
    }
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, ownerOnly("rw-------"));
    Files.writeString(fresh, text(identity), StandardCharsets.UTF_8);
    Files.move(fresh, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private Identity identity(Properties properties) throws IdentityException {
    try {
      Signer signer =
          Signer.of(
              Base64.getDecoder().decode(properties.getProperty("private_key", "")),
              Base64.getDecoder().decode(properties.getProperty("public_key", "")));
      String request = properties.getProperty("request_id", "");
      String device = properties.getProperty("device_id", "");
      return new Identity(
          signer, request, device.isEmpty() ? Optional.empty() : Optional.of(device));
    } catch (IllegalArgumentException e) {
      throw damaged();
    }
  }

  private void refuseOpenFile() throws IOException {
    if (!posix()) {
      return;
    }
    Set<PosixFilePermission> others = Files.getPosixFilePermissions(path);
    others.removeAll(OWNER);
    if (!others.isEmpty()) {
      throw new IdentityException(
          "The key file %s can be read by others than its owner; pair anew, or if nobody has read it: chmod 600 %s"
              .formatted(path, path));
    }
  }

  private IdentityException damaged() {
    return new IdentityException("The key file " + path + " is damaged; pair this device anew.");
  }

  private static String text(Identity identity) {
    return """
    # Key of a capture device. Whoever has this file can sign as this device.
    private_key=%s
    public_key=%s
    request_id=%s
    device_id=%s
    """
        .formatted(
            Base64.getEncoder().encodeToString(identity.signer().secret()),
            Base64.getEncoder().encodeToString(identity.signer().publicKey().raw()),
            identity.requestId(),
            identity.deviceId().orElse(""));
  }

  private boolean posix() {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private FileAttribute<?>[] ownerOnly(String permissions) {
    return posix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
