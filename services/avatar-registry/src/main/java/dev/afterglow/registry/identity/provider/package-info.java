/** Providers of real-name verification, each as its own document describes it. */
@NullMarked
package dev.afterglow.registry.identity.provider;

import org.jspecify.annotations.NullMarked;
