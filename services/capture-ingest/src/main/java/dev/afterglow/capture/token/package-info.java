/** Drive tokens: the secret by which a device opens its session. */
@NullMarked
package dev.afterglow.capture.token;

import org.jspecify.annotations.NullMarked;
