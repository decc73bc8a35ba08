//! One file per action, through HTTP and SQL, under the role of the service.
