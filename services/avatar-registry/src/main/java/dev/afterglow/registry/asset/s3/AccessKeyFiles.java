package dev.afterglow.registry.asset.s3;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * An access key in files, read at each call, so that a key can be changed while the service runs.
 * No message names what is in them.
 *
 * @param accessKey the file with the key's id
 * @param secretKey the file with its secret
 * @param sessionToken the file with the session's token; empty = none
 */
public record AccessKeyFiles(Path accessKey, Path secretKey, Optional<Path> sessionToken)
    implements AwsCredentialsProvider {

  @Override
  public AwsCredentials resolveCredentials() {
    String id = read(accessKey);
    String secret = read(secretKey);
    return sessionToken.isPresent()
        ? AwsSessionCredentials.create(id, secret, read(sessionToken.get()))
        : AwsBasicCredentials.create(id, secret);
  }

  private static String read(Path file) {
    try {
      String text = Files.readString(file).strip();
      if (text.isEmpty()) {
        throw SdkClientException.create("a file of the access key is empty");
      }
      return text;
    } catch (IOException e) {
      throw SdkClientException.create("a file of the access key cannot be read", e);
    }
  }
}
