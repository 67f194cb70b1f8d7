//! What readers and resolvers note about the data.
