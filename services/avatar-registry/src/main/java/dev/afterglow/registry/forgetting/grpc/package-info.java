/** How others are told to forget. */
@NullMarked
package dev.afterglow.registry.forgetting.grpc;

import org.jspecify.annotations.NullMarked;
