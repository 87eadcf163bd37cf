package dev.afterglow.render.webrtc;

import dev.afterglow.render.webrtc.DtlsIdentity.Fingerprint;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A handshake with oneself, before the first real one: a process' first takes far longer than any
 * later one, and a worker that takes a broadcast over from a dead one has no time for it. Nothing
 * of it leaves the process.
 */
public final class DtlsPractice {
  private static final Executor THREADS = task -> Thread.ofVirtual().name("practice").start(task);

  private DtlsPractice() {}

  /**
   * Agrees on keys between two ends of its own, and protects a packet with them.
   *
   * @throws RtcException when they do not agree, so that no real handshake would either
   */
  public static void run(Instant now) throws RtcException {
    SecureRandom random = new SecureRandom();
    DtlsIdentity one = DtlsIdentity.make(random, now);
    DtlsIdentity two = DtlsIdentity.make(random, now);
    AtomicReference<DtlsLink> waits = new AtomicReference<>();
    DtlsLink begins = new DtlsLink(datagram -> waits.get().received(datagram));
    waits.set(new DtlsLink(begins::received));
    try {
      CompletableFuture<DtlsLink.Keys> server = keys(waits.get(), false, two, one, random);
      DtlsLink.Keys client = keys(begins, true, one, two, random).join();
      byte[] report = new byte[28];
      report[1] = (byte) 200;
      if (server.join().receive().openControl(client.send().protectControl(report)).isEmpty()) {
        throw new RtcException("two ends of one handshake do not understand each other", false);
      }
    } catch (CompletionException e) {
      throw new RtcException("no handshake comes about", false);
    } finally {
      begins.close();
      waits.get().close();
    }
  }

  private static CompletableFuture<DtlsLink.Keys> keys(
      DtlsLink link, boolean client, DtlsIdentity own, DtlsIdentity other, SecureRandom random) {
    Fingerprint expected =
        new Fingerprint("sha-256", Fingerprint.of("sha-256", other.certificate()));
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return link.handshake(client, own, expected, random);
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        THREADS);
  }
}
