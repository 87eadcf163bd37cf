/**
 * As much of WebRTC as a sender needs: ICE over one UDP socket, DTLS for the keys, SRTP, and the
 * payloads of H.264 and Opus. It knows nothing of HTTP or of what is encoded how.
 */
@NullMarked
package dev.afterglow.render.webrtc;

import org.jspecify.annotations.NullMarked;
