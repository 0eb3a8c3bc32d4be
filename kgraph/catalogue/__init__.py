"""The catalogue of questions: one `.rq` file a question, runnable anywhere, with typed parameters."""
